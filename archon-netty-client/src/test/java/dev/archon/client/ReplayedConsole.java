package dev.archon.client;

import dev.archon.protocol.event.ArchonEvent;
import dev.archon.protocol.event.Log4jEvent;
import dev.archon.protocol.event.LogEvent;
import dev.archon.protocol.event.LogStream;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** A server's console whose lines carry numbers from 1 on, told and replayed in any style and in any chunks. */
final class ReplayedConsole {

    private static final Pattern NUMBER = Pattern.compile("#(\\d+)");

    /** An entry with a stack trace comes after so many lines. */
    private static final int ENTRY_EVERY = 25;

    private static final int TRACE = 4;

    /** How the lines are told. */
    enum Style {
        /** All as text; the lines of a stack trace are messages of their own. */
        LOG,
        /** As entries of the logger, a stack trace within its entry. */
        LOG4J,
        /** Every third line is written past the logger. */
        BOTH
    }

    private final Style style;
    private final List<ArchonEvent> all = new ArrayList<>();
    private int printed;

    ReplayedConsole(Style style) {
        this.style = style;
    }

    /** Prints at least so many lines, and gives the messages that tell of them one by one. */
    List<ArchonEvent> print(int lines) {
        List<ArchonEvent> told = new ArrayList<>();
        int end = printed + lines;
        while (printed < end) {
            boolean isTrace = (printed + 1) % ENTRY_EVERY == 0;
            if (style == Style.LOG || (style == Style.BOTH && printed % 3 == 0)) {
                told.add(text(line()));
                for (int i = 0; isTrace && i < TRACE; i++) {
                    told.add(text("\tat " + line()));
                }
            } else {
                told.add(entry(isTrace ? TRACE : 0));
            }
        }
        all.addAll(told);
        return told;
    }

    /** Prints lines that are all alike. They have no number. */
    List<ArchonEvent> printAlike(int lines) {
        List<ArchonEvent> told = IntStream.range(0, lines)
                .<ArchonEvent>mapToObj(i -> text("all lines like this one are alike"))
                .toList();
        all.addAll(told);
        return told;
    }

    /** The number of the newest line. */
    int newest() {
        return printed;
    }

    /** The last messages, joined to chunks of so many lines as far as they are text. */
    List<ArchonEvent> replay(int messages, int chunk) {
        List<ArchonEvent> chunks = new ArrayList<>();
        List<String> joined = new ArrayList<>();
        for (ArchonEvent event : all.subList(Math.max(0, all.size() - messages), all.size())) {
            if (event instanceof LogEvent log) {
                joined.add(log.message());
                if (joined.size() < chunk) {
                    continue;
                }
            }
            flush(joined, chunks);
            if (!(event instanceof LogEvent)) {
                chunks.add(event);
            }
        }
        flush(joined, chunks);
        return chunks;
    }

    /** The number of a line; zero if it has none. */
    static int number(String line) {
        Matcher number = NUMBER.matcher(line);
        return number.find() ? Integer.parseInt(number.group(1)) : 0;
    }

    private static void flush(List<String> joined, List<ArchonEvent> chunks) {
        if (!joined.isEmpty()) {
            chunks.add(text(String.join("\n", joined)));
            joined.clear();
        }
    }

    private static ArchonEvent text(String line) {
        return new LogEvent(LogStream.STDOUT, line);
    }

    private ArchonEvent entry(int frames) {
        Log4jEvent.Builder entry = Log4jEvent.builder()
                .loggerName("net.minecraft.server.MinecraftServer")
                .level(frames == 0 ? "INFO" : "ERROR")
                .threadName("Server thread")
                .timestampMillis(1_790_000_000_000L)
                .message(line());
        if (frames > 0) {
            entry.throwable(String.join(
                    "\n",
                    IntStream.range(0, frames).mapToObj(i -> "\tat " + line()).toList()));
        }
        return entry.build();
    }

    private String line() {
        return "[12:00:00] [Server thread/INFO]: line #" + ++printed;
    }
}

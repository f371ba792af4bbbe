package dev.archon.client.internal.console;

import dev.archon.protocol.event.ArchonEvent;
import dev.archon.protocol.event.Log4jEvent;
import dev.archon.protocol.event.LogEvent;
import dev.archon.protocol.event.LogStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A server's console whose lines carry numbers: some are written past the logger, others are entries of it, which may have a
 * stack trace. It replays its last lines in other chunks than those in which it told of them.
 */
final class TestConsole {

    /** How many lines an entry has at most, and so how many more than the history's a replay may have. */
    static final int LONGEST_ENTRY = 4;

    private static final Pattern NUMBER = Pattern.compile("#(\\d+)");

    private final int history;
    private final Random random;
    private final List<ArchonEvent> all = new ArrayList<>();
    private int printed;

    TestConsole(int history, long seed) {
        this.history = history;
        this.random = new Random(seed);
    }

    /** Prints lines, and gives them in chunks. */
    List<ArchonEvent> print(int count) {
        List<ArchonEvent> told = new ArrayList<>();
        int end = printed + count;
        while (printed < end) {
            told.add(random.nextBoolean() ? new LogEvent(LogStream.STDOUT, line()) : entry(end));
        }
        all.addAll(told);
        return inChunks(told);
    }

    /** The last lines; an entry that would be cut is left out. */
    List<ArchonEvent> replay() {
        List<ArchonEvent> last = new ArrayList<>();
        int lines = 0;
        for (int i = all.size() - 1; i >= 0; i--) {
            lines += numbers(all.get(i)).size();
            if (lines > history && !last.isEmpty()) {
                break;
            }
            last.add(0, all.get(i));
        }
        return inChunks(last);
    }

    /** The numbers of an event's lines. */
    static List<Integer> numbers(ArchonEvent event) {
        String text = event instanceof LogEvent log
                ? log.message()
                : event instanceof Log4jEvent entry
                        ? entry.message().orElse("") + "\n" + entry.throwable().orElse("")
                        : "";
        List<Integer> numbers = new ArrayList<>();
        Matcher matcher = NUMBER.matcher(text);
        while (matcher.find()) {
            numbers.add(Integer.valueOf(matcher.group(1)));
        }
        return numbers;
    }

    private String line() {
        return "line #" + printed++;
    }

    private ArchonEvent entry(int end) {
        String message = line();
        List<String> trace = new ArrayList<>();
        for (int frames = random.nextInt(LONGEST_ENTRY); frames > 0 && printed < end; frames--) {
            trace.add("\tat " + line());
        }
        return new Log4jEvent(
                Optional.of("net.minecraft.server.MinecraftServer"),
                Optional.of("INFO"),
                Optional.of("Server thread"),
                OptionalLong.of(1_700_000_000_000L + printed),
                Optional.of(message),
                trace.isEmpty() ? Optional.empty() : Optional.of(String.join("\n", trace) + "\n"));
    }

    /** Puts lines that were written past the logger together, as many as it likes. */
    private List<ArchonEvent> inChunks(List<ArchonEvent> events) {
        List<ArchonEvent> chunks = new ArrayList<>();
        StringBuilder text = new StringBuilder();
        for (ArchonEvent event : events) {
            if (event instanceof LogEvent log) {
                text.append(log.message()).append(random.nextBoolean() ? "\n" : "\r\n");
                if (random.nextInt(3) == 0) {
                    flush(text, chunks);
                }
            } else {
                flush(text, chunks);
                chunks.add(event);
            }
        }
        flush(text, chunks);
        return chunks;
    }

    private static void flush(StringBuilder text, List<ArchonEvent> chunks) {
        if (text.length() > 0) {
            chunks.add(new LogEvent(LogStream.STDOUT, text.toString()));
            text.setLength(0);
        }
    }
}

package dev.archon.protocol.console;

import dev.archon.protocol.event.ArchonEvent;
import dev.archon.protocol.event.Log4jEvent;
import dev.archon.protocol.event.LogEvent;
import dev.archon.protocol.event.LogLevel;
import dev.archon.protocol.scan.LineSplitter;
import dev.archon.protocol.scan.TimeOfDay;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Makes the lines of a console of events, in the form in which Modrinth's own panel shows them.
 *
 * <pre>{@code
 * ConsoleFormat format = ConsoleFormat.in(ZoneId.of("Europe/Berlin"));
 * format.lines(event, line -> print(line.level(), line.text()));
 * }</pre>
 *
 * <ul>
 *   <li>A {@link LogEvent} is split at line ends. The level of a line is found by its text; a line without a level and
 *       without a time {@code [HH:MM:SS]} has that of the line before it in the same event.
 *   <li>A {@link Log4jEvent} is trimmed and split. Its first line stands behind {@code [HH:MM:SS] [thread/LEVEL]: }, also
 *       if its message is empty; what the server did not send is left out. Further lines stand as they are, and those of
 *       the throwable follow as errors.
 *   <li>Other events have no lines. Empty lines are left out.
 * </ul>
 *
 * <p>Safe on any thread; every method gives the same for the same arguments.
 */
public final class ConsoleFormat {

    private static final long MILLIS = 1_000;

    private final ZoneId zone;
    private final ZoneRules rules;

    /** Lines that are shown as they come have the same time for a second. Threads may overwrite each other's. */
    private @Nullable TimeText lastTime;

    /** The text of a time of day; a record, so that threads may pass it to each other without any order. */
    private record TimeText(long second, String text) {}

    private ConsoleFormat(ZoneId zone) {
        this.zone = zone;
        this.rules = zone.getRules();
    }

    /**
     * Makes a format.
     *
     * @param zone the time zone in which times of day are shown
     * @return the format
     */
    public static ConsoleFormat in(ZoneId zone) {
        return new ConsoleFormat(Objects.requireNonNull(zone, "zone"));
    }

    /**
     * The time zone in which times of day are shown.
     *
     * @return what was given to {@link #in}
     */
    public ZoneId zone() {
        return zone;
    }

    /**
     * Makes the lines of an event.
     *
     * @param event the event
     * @return its lines in their order; empty if it has none
     */
    public List<ConsoleLine> lines(ArchonEvent event) {
        List<ConsoleLine> lines = new ArrayList<>();
        lines(event, lines::add);
        return lines;
    }

    /**
     * Hands over the lines of an event.
     *
     * @param event the event
     * @param lines takes its lines in their order, on the calling thread; what it throws, this throws
     */
    public void lines(ArchonEvent event, Consumer<? super ConsoleLine> lines) {
        if (event instanceof Log4jEvent entry) {
            entry(entry, lines);
        } else if (event instanceof LogEvent log) {
            LineSplitter.split(log.message(), new TextLines(log, lines));
        }
    }

    /**
     * Counts the lines of an event, without making them.
     *
     * @param event the event
     * @return as many as {@link #lines(ArchonEvent)} has; zero for events that are not part of the console
     */
    public static int count(ArchonEvent event) {
        if (event instanceof LogEvent log) {
            return LineSplitter.count(log.message());
        } else if (event instanceof Log4jEvent entry) {
            int ofMessage = LineSplitter.countTrimmed(entry.message().orElse(""));
            int first = ofMessage == 0 && hasPrefix(entry) ? 1 : 0;
            return first + ofMessage + LineSplitter.count(entry.throwable().orElse(""));
        }
        return 0;
    }

    private static boolean hasPrefix(Log4jEvent entry) {
        return entry.timestampMillis().isPresent()
                || !entry.threadName().orElse("").isEmpty()
                || !entry.level().orElse("").isEmpty();
    }

    /**
     * Whether an event is part of the console, and so may have lines.
     *
     * @param event the event
     * @return true for {@link LogEvent} and {@link Log4jEvent}
     */
    public static boolean isConsole(ArchonEvent event) {
        return event instanceof LogEvent || event instanceof Log4jEvent;
    }

    private void entry(Log4jEvent entry, Consumer<? super ConsoleLine> lines) {
        String message = entry.message().orElse("");
        String throwable = entry.throwable().orElse("");
        if (throwable.isEmpty() && LineSplitter.isOneTrimmedLine(message)) {
            // As a rule.
            String text = shown(entry, message);
            if (!text.isEmpty()) {
                lines.accept(
                        ConsoleLine.ofEntry(text, entry.levelValue(), false, text.length() - message.length(), entry));
            }
            return;
        }
        EntryLines split = new EntryLines(entry, lines);
        split.use(message);
        LineSplitter.splitTrimmed(message, split);
        if (split.isFirst) {
            split.line(0, 0);
        }
        split.use(throwable);
        split.level = LogLevel.ERROR;
        LineSplitter.split(throwable, split);
    }

    /**
     * The text before the first line of an entry.
     *
     * @param entry the entry
     * @return for example {@code "[12:34:56] [Server thread/INFO]: "}; shorter where the server left out parts, and empty
     *     if it sent none of them
     */
    public String prefix(Log4jEvent entry) {
        return shown(entry, "");
    }

    /** The first line of an entry, in one piece: a prefix of its own would be copied once more. */
    private String shown(Log4jEvent entry, String line) {
        String thread = entry.threadName().orElse("");
        String level = entry.level().orElse("");
        String time = entry.timestampMillis().isPresent()
                ? time(entry.timestampMillis().getAsLong())
                : "";
        if (!thread.isEmpty() && !level.isEmpty()) {
            return time + "[" + thread + "/" + level + "]: " + line;
        }
        return thread.isEmpty() && level.isEmpty() ? time + line : time + "[" + thread + level + "]: " + line;
    }

    private String time(long epochMillis) {
        long second = Math.floorDiv(epochMillis, MILLIS);
        TimeText last = lastTime;
        if (last != null && last.second == second) {
            return last.text;
        }
        byte[] bytes = new byte[TimeOfDay.LENGTH];
        Instant instant = Instant.ofEpochSecond(second);
        TimeOfDay.put(second + rules.getOffset(instant).getTotalSeconds(), bytes, 0);
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        lastTime = new TimeText(second, text);
        return text;
    }

    /** Lines of text. */
    private static final class TextLines implements LineSplitter.LineRange {

        private final LogEvent log;
        private final Consumer<? super ConsoleLine> lines;
        private @Nullable ConsoleLine before;

        TextLines(LogEvent log, Consumer<? super ConsoleLine> lines) {
            this.log = log;
            this.lines = lines;
        }

        @Override
        public void line(int from, int to) {
            ConsoleLine line = TextLineRule.line(log.message().substring(from, to), log.streamValue(), before);
            before = line;
            lines.accept(line);
        }
    }

    /** Lines of an entry, the first of them behind the prefix. */
    private final class EntryLines implements LineSplitter.LineRange {

        private final Log4jEvent entry;
        private final Consumer<? super ConsoleLine> lines;
        private String text = "";
        private LogLevel level;
        private boolean isFirst = true;

        EntryLines(Log4jEvent entry, Consumer<? super ConsoleLine> lines) {
            this.entry = entry;
            this.lines = lines;
            this.level = entry.levelValue();
        }

        void use(String part) {
            text = part;
        }

        @Override
        public void line(int from, int to) {
            String part = text.substring(from, to);
            String shown = isFirst ? shown(entry, part) : part;
            if (!shown.isEmpty()) {
                boolean continuation = !isFirst;
                isFirst = false;
                lines.accept(ConsoleLine.ofEntry(shown, level, continuation, shown.length() - part.length(), entry));
            }
        }
    }
}

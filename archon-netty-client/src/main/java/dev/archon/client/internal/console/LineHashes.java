package dev.archon.client.internal.console;

import dev.archon.protocol.console.ConsoleLine;
import dev.archon.protocol.event.ArchonEvent;
import dev.archon.protocol.event.Log4jEvent;
import dev.archon.protocol.event.LogEvent;
import dev.archon.protocol.scan.LineSplitter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;
import java.util.regex.Pattern;

/**
 * The lines of the console within an event, each as a 64-bit hash.
 *
 * <p>A server may replay its history in chunks other than those in which the lines came at first, so lines are compared and
 * not messages. For the same reason the stream of a {@code log} message does not count: one message of the history may hold
 * lines of both. Empty lines are left out, as Modrinth's panel does.
 */
final class LineHashes {

    /** How the game's logger begins a line of text. */
    private static final Pattern TIME = Pattern.compile("\\[\\d\\d:\\d\\d:\\d\\d");

    private static final long FACTOR = 0x9E37_79B9_7F4A_7C15L;

    private LineHashes() {}

    /** Hands out the hash of each line of an event, in order; none for an event that does not belong to the console. */
    static void each(ArchonEvent event, LongConsumer lines) {
        if (event instanceof LogEvent log) {
            String text = log.message();
            LineSplitter.split(text, (from, to) -> lines.accept(hash(text, from, to, 0)));
        } else if (event instanceof Log4jEvent entry) {
            long seed =
                    seed(entry.timestampMillis().orElse(-1), entry.threadName().orElse(""));
            boolean[] any = {false};
            String message = entry.message().orElse("");
            LineSplitter.splitTrimmed(message, (from, to) -> {
                lines.accept(hash(message, from, to, seed));
                any[0] = true;
            });
            if (!any[0] && isShownWithoutMessage(entry)) {
                lines.accept(hash("", 0, 0, seed));
            }
            String throwable = entry.throwable().orElse("");
            LineSplitter.split(throwable, (from, to) -> lines.accept(hash(throwable, from, to, seed)));
        }
    }

    /** Returns the hash of a line, the same as {@link #each} of the event that it is of. */
    static long of(ConsoleLine line) {
        long seed = line.ofLogger()
                ? seed(line.timestampMillis().orElse(-1), line.threadName().orElse(""))
                : 0;
        String text = line.text();
        return hash(text, line.messageStart(), text.length(), seed);
    }

    /** The same text at another time, or by another thread, is another line. */
    private static long seed(long timestampMillis, String thread) {
        return hash(thread, 0, thread.length(), mix(timestampMillis));
    }

    /** An entry without a message is shown as its prefix, if it has one. */
    private static boolean isShownWithoutMessage(Log4jEvent entry) {
        return entry.timestampMillis().isPresent()
                || !entry.threadName().orElse("").isEmpty()
                || !entry.level().orElse("").isEmpty();
    }

    /**
     * Hands out the hash of each line that says when it was printed. If such a line comes again it is the same line, and not
     * another one that is alike.
     */
    static void timed(ArchonEvent event, LongConsumer lines) {
        if (event instanceof LogEvent log) {
            for (String line : split(log.message())) {
                if (TIME.matcher(line).lookingAt()) {
                    lines.accept(hash(line, 0, line.length(), 0));
                }
            }
        } else if (event instanceof Log4jEvent entry && entry.timestampMillis().isPresent()) {
            each(event, lines);
        }
    }

    /**
     * Makes an event of the console without some of its lines. An entry of the logger whose message is left out has an
     * empty one, so that its stack trace still stands behind its time, thread and level.
     *
     * @param event the event
     * @param keep for each of its lines, whether it is kept; at least one is
     */
    static ArchonEvent only(ArchonEvent event, boolean[] keep) {
        if (event instanceof LogEvent log) {
            return new LogEvent(log.stream(), String.join("\n", kept(split(log.message()), 0, keep)));
        }
        Log4jEvent entry = (Log4jEvent) event;
        List<String> message = new ArrayList<>();
        String text = entry.message().orElse("");
        LineSplitter.splitTrimmed(text, (from, to) -> message.add(text.substring(from, to)));
        if (message.isEmpty() && isShownWithoutMessage(entry)) {
            message.add("");
        }
        List<String> throwable = split(entry.throwable().orElse(""));
        List<String> rest = kept(throwable, message.size(), keep);
        return new Log4jEvent(
                entry.loggerName(),
                entry.level(),
                entry.threadName(),
                entry.timestampMillis(),
                Optional.of(String.join("\n", kept(message, 0, keep))),
                rest.isEmpty() ? Optional.empty() : Optional.of(String.join("\n", rest)));
    }

    private static List<String> kept(List<String> lines, int offset, boolean[] keep) {
        List<String> kept = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            if (keep[offset + i]) {
                kept.add(lines.get(i));
            }
        }
        return kept;
    }

    private static List<String> split(String text) {
        List<String> lines = new ArrayList<>();
        LineSplitter.split(text, (from, to) -> lines.add(text.substring(from, to)));
        return lines;
    }

    /** Four characters at a time, since one multiplication after another takes longer than four at once. */
    private static long hash(String text, int from, int to, long seed) {
        long first = seed;
        long second = seed ^ FACTOR;
        long third = ~seed;
        long fourth = ~seed ^ FACTOR;
        int i = from;
        for (; i <= to - 4; i += 4) {
            first = (first ^ text.charAt(i)) * FACTOR;
            second = (second ^ text.charAt(i + 1)) * FACTOR;
            third = (third ^ text.charAt(i + 2)) * FACTOR;
            fourth = (fourth ^ text.charAt(i + 3)) * FACTOR;
        }
        for (; i < to; i++) {
            first = mix(first ^ text.charAt(i));
        }
        return mix(mix(mix(mix(first ^ (to - from)) ^ second) ^ third) ^ fourth);
    }

    private static long mix(long hash) {
        long mixed = hash * FACTOR;
        return mixed ^ (mixed >>> 29);
    }
}

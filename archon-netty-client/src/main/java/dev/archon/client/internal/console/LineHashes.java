package dev.archon.client.internal.console;

import dev.archon.protocol.event.ArchonEvent;
import dev.archon.protocol.event.Log4jEvent;
import dev.archon.protocol.event.LogEvent;
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
 * lines of both. Empty lines are no lines (protocol sheet, The console).
 */
final class LineHashes {

    /** How the game's logger begins a line of text. */
    private static final Pattern TIME = Pattern.compile("\\[\\d\\d:\\d\\d:\\d\\d");

    private LineHashes() {}

    /** Hands out the hash of each line of an event, in order; none for an event that does not belong to the console. */
    static void each(ArchonEvent event, LongConsumer lines) {
        if (event instanceof LogEvent log) {
            each(log.message(), 0, lines);
        } else if (event instanceof Log4jEvent entry) {
            // The same text at another time, or by another thread, is another line.
            long seed = mix(entry.timestampMillis().orElse(-1));
            seed = text(entry.levelText().orElse(""), seed);
            seed = text(entry.threadName().orElse(""), seed);
            String message = entry.message().orElse("").strip();
            if (message.isEmpty()) {
                // An entry without a message is shown as its prefix.
                lines.accept(seed);
            }
            each(message, seed, lines);
            each(entry.throwable().orElse(""), seed, lines);
        }
    }

    /**
     * Hands out the hash of each line that says when it was printed. If such a line comes again it is the same line, and not
     * another one that is alike.
     */
    static void timed(ArchonEvent event, LongConsumer lines) {
        if (event instanceof LogEvent log) {
            for (String line : split(log.message())) {
                if (TIME.matcher(line).lookingAt()) {
                    each(line, 0, lines);
                }
            }
        } else if (event instanceof Log4jEvent entry && entry.timestampMillis().isPresent()) {
            each(event, lines);
        }
    }

    /**
     * What is left of an event of the console without some of its lines.
     *
     * @param event the event
     * @param keep for each of its lines, whether it is kept; at least one is
     */
    static ArchonEvent only(ArchonEvent event, boolean[] keep) {
        if (event instanceof LogEvent log) {
            return new LogEvent(log.streamText(), String.join("\n", kept(split(log.message()), 0, keep)));
        }
        Log4jEvent entry = (Log4jEvent) event;
        List<String> message = split(entry.message().orElse("").strip());
        if (message.isEmpty()) {
            message = List.of("");
        }
        List<String> throwable = split(entry.throwable().orElse(""));
        List<String> rest = kept(throwable, message.size(), keep);
        return new Log4jEvent(
                entry.loggerName(),
                entry.levelText(),
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
        return text.lines().filter(line -> !line.isEmpty()).toList();
    }

    private static void each(String text, long seed, LongConsumer lines) {
        long hash = seed;
        boolean empty = true;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c != '\n' && c != '\r') {
                hash = mix(hash ^ c);
                empty = false;
            } else if (!empty) {
                lines.accept(hash);
                hash = seed;
                empty = true;
            }
        }
        if (!empty) {
            lines.accept(hash);
        }
    }

    private static long text(String text, long seed) {
        long hash = seed;
        for (int i = 0; i < text.length(); i++) {
            hash = mix(hash ^ text.charAt(i));
        }
        return mix(hash);
    }

    private static long mix(long hash) {
        long mixed = hash * 0x9E3779B97F4A7C15L;
        return mixed ^ (mixed >>> 29);
    }
}

package dev.archon.benchmarks.contender;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Makes the lines of a console of {@link PeerEvent}s, as an embedder would write it by hand: splits at line ends, and puts
 * {@code [HH:MM:SS] [thread/LEVEL]: } before the first line of a {@code log4j} entry. It is written to be quick where that
 * is simple: most messages are one line, which no pattern has to find. It does not find the levels of lines of text, which
 * the Archon client does.
 */
final class PeerLines {

    private static final Pattern LINE_ENDS = Pattern.compile("[\r\n]+");

    private final ZoneId zone = ZoneId.systemDefault();

    /** Hands over the lines of an event; none if it is not part of the console. */
    void split(PeerEvent event, Consumer<String> lines) {
        if (event instanceof PeerEvent.Log log) {
            splitText(log.message(), lines);
        } else if (event instanceof PeerEvent.Log4j entry) {
            splitEntry(entry, lines);
        }
    }

    private void splitEntry(PeerEvent.Log4j entry, Consumer<String> lines) {
        String prefix = prefix(entry);
        String message = entry.message() == null ? "" : entry.message().strip();
        if (isOneLine(message)) {
            lines.accept(prefix + message);
        } else {
            String[] parts = LINE_ENDS.split(message, 0);
            lines.accept(prefix + parts[0]);
            for (int i = 1; i < parts.length; i++) {
                lines.accept(parts[i]);
            }
        }
        if (entry.throwable() != null) {
            splitText(entry.throwable(), lines);
        }
    }

    private static void splitText(String text, Consumer<String> lines) {
        if (isOneLine(text)) {
            if (!text.isEmpty()) {
                lines.accept(text);
            }
            return;
        }
        for (String line : LINE_ENDS.split(text, 0)) {
            if (!line.isEmpty()) {
                lines.accept(line);
            }
        }
    }

    private static boolean isOneLine(String text) {
        return text.indexOf('\n') < 0 && text.indexOf('\r') < 0;
    }

    private String prefix(PeerEvent.Log4j entry) {
        StringBuilder prefix = new StringBuilder(48);
        if (entry.timestampMillis() != null) {
            ZonedDateTime time = Instant.ofEpochMilli(entry.timestampMillis()).atZone(zone);
            prefix.append('[');
            appendTwoDigits(prefix, time.getHour());
            appendTwoDigits(prefix.append(':'), time.getMinute());
            appendTwoDigits(prefix.append(':'), time.getSecond());
            prefix.append("] ");
        }
        return prefix.append('[')
                .append(orEmpty(entry.threadName()))
                .append('/')
                .append(orEmpty(entry.level()))
                .append("]: ")
                .toString();
    }

    private static void appendTwoDigits(StringBuilder text, int number) {
        text.append((char) ('0' + number / 10)).append((char) ('0' + number % 10));
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }
}

package dev.archon.protocol.console;

import dev.archon.protocol.event.Log4jEvent;
import dev.archon.protocol.event.LogEvent;
import dev.archon.protocol.event.LogLevel;
import dev.archon.protocol.event.LogStream;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * One line of a console. {@link ConsoleFormat} makes lines of events.
 *
 * <p>Of a line that came in a {@link Log4jEvent}, the time, thread and logger are known, as far as the server sent them;
 * of one that came in a {@link LogEvent}, the stream. An immutable value.
 *
 * @param text the line as a console shows it, without line ends. It may hold colour codes and other control sequences, so it
 *     must be made harmless before it is shown in a terminal or a page
 * @param level how important the line is; {@link LogLevel#UNKNOWN} if it has no level
 * @param stream the output stream that the line was written to; {@link LogStream#UNKNOWN} if the server did not tell it, as
 *     with lines of the game's logger
 * @param ofLogger whether the line came in an entry of the game's logger: true for {@link Log4jEvent}, false for {@link
 *     LogEvent}
 * @param continuation whether the line continues the entry before it: a further line of its message, or part of its stack
 *     trace. Text does not always tell, so a line that begins an entry in the middle of a message may count as one that
 *     continues
 * @param showsTime whether the text shows a time of day
 * @param messageStart where in the text the message begins: an index of the text, or its length if the message is empty.
 *     Before it stand the time, thread and level of an entry, if this is its first line. Zero if all of the text is of the
 *     message, as far as the server told it apart
 * @param timestampMillis when the line was logged, in milliseconds since 1970-01-01 00:00 UTC; empty if only the text may tell
 *     it, or nothing does
 * @param threadName the name of the thread that logged the line; empty if only the text may tell it, or nothing does
 * @param loggerName the name of the logger that the line was written with; empty if the server did not tell it
 */
public record ConsoleLine(
        String text,
        LogLevel level,
        LogStream stream,
        boolean ofLogger,
        boolean continuation,
        boolean showsTime,
        int messageStart,
        OptionalLong timestampMillis,
        Optional<String> threadName,
        Optional<String> loggerName) {

    /**
     * Checks that nothing is {@code null}, and that the message begins within the text.
     *
     * @throws IndexOutOfBoundsException if the message begins outside of the text
     */
    public ConsoleLine {
        Objects.requireNonNull(text, "text");
        Objects.requireNonNull(level, "level");
        Objects.requireNonNull(stream, "stream");
        Objects.requireNonNull(timestampMillis, "timestampMillis");
        Objects.requireNonNull(threadName, "threadName");
        Objects.requireNonNull(loggerName, "loggerName");
        Objects.checkFromToIndex(0, messageStart, text.length());
    }

    static ConsoleLine ofText(String text, LogLevel level, boolean continuation, boolean showsTime, LogStream stream) {
        return new ConsoleLine(
                text,
                level,
                stream,
                false,
                continuation,
                showsTime,
                0,
                OptionalLong.empty(),
                Optional.empty(),
                Optional.empty());
    }

    static ConsoleLine ofEntry(String text, LogLevel level, boolean continuation, int messageStart, Log4jEvent entry) {
        return ofEntry(
                text,
                level,
                continuation,
                messageStart,
                entry.timestampMillis(),
                entry.threadName(),
                entry.loggerName());
    }

    static ConsoleLine ofEntry(
            String text,
            LogLevel level,
            boolean continuation,
            int messageStart,
            OptionalLong time,
            Optional<String> threadName,
            Optional<String> loggerName) {
        boolean showsTime = time.isPresent() && !continuation;
        return new ConsoleLine(
                text,
                level,
                LogStream.UNKNOWN,
                true,
                continuation,
                showsTime,
                messageStart,
                time,
                threadName,
                loggerName);
    }
}

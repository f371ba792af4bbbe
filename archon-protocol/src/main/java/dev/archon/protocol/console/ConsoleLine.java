package dev.archon.protocol.console;

import dev.archon.protocol.codec.Log4jLine;
import dev.archon.protocol.event.Log4jEvent;
import dev.archon.protocol.event.LogEvent;
import dev.archon.protocol.event.LogLevel;
import dev.archon.protocol.event.LogStream;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * One line of a console. {@link ConsoleFormat} makes lines of events.
 *
 * <p>Of a line that came in a {@link Log4jEvent}, the time, thread and logger are known, as far as the server sent them;
 * of one that came in a {@link LogEvent}, the stream. An immutable value.
 */
public final class ConsoleLine {

    private final String text;
    private final LogLevel level;
    private final boolean continuation;
    private final boolean showsTime;
    private final int messageStart;

    private final LogStream stream;
    private final boolean ofLogger;

    /** Whether the server sent a time. An {@link OptionalLong} for each of thousands of lines a second would cost more. */
    private final boolean timed;

    private final long timestampMillis;
    private final @Nullable String threadName;
    private final @Nullable String loggerName;

    /** A line of text. */
    private ConsoleLine(String text, LogLevel level, boolean continuation, boolean showsTime, LogStream stream) {
        this.text = text;
        this.level = level;
        this.continuation = continuation;
        this.showsTime = showsTime;
        this.stream = stream;
        messageStart = 0;
        ofLogger = false;
        timed = false;
        timestampMillis = 0;
        threadName = null;
        loggerName = null;
    }

    /** A line of an entry. */
    private ConsoleLine(
            String text,
            LogLevel level,
            boolean continuation,
            int messageStart,
            boolean timed,
            long timestampMillis,
            @Nullable String threadName,
            @Nullable String loggerName) {
        this.text = text;
        this.level = level;
        this.continuation = continuation;
        this.showsTime = timed && !continuation;
        this.messageStart = messageStart;
        this.stream = LogStream.UNKNOWN;
        this.ofLogger = true;
        this.timed = timed;
        this.timestampMillis = timestampMillis;
        this.threadName = threadName;
        this.loggerName = loggerName;
    }

    static ConsoleLine ofText(String text, LogLevel level, boolean continuation, boolean showsTime, LogStream stream) {
        return new ConsoleLine(text, level, continuation, showsTime, stream);
    }

    static ConsoleLine ofEntry(String text, LogLevel level, boolean continuation, int messageStart, Log4jEvent entry) {
        OptionalLong time = entry.timestampMillis();
        return new ConsoleLine(
                text,
                level,
                continuation,
                messageStart,
                time.isPresent(),
                time.orElse(0),
                entry.threadName().orElse(null),
                entry.loggerName().orElse(null));
    }

    static ConsoleLine ofEntry(
            String text,
            LogLevel level,
            boolean continuation,
            int messageStart,
            Log4jLine entry,
            @Nullable String threadName,
            @Nullable String loggerName) {
        return new ConsoleLine(
                text,
                level,
                continuation,
                messageStart,
                entry.isTimed(),
                entry.timestampMillis(),
                threadName,
                loggerName);
    }

    /**
     * The line as a console shows it, without line ends.
     *
     * @return the text. It may hold colour codes and other control sequences, so it must be made harmless before it is
     *     shown in a terminal or a page
     */
    public String text() {
        return text;
    }

    /**
     * Where in the text the message begins. Before it stand the time, thread and level of an entry, if this is its first
     * line.
     *
     * @return an index of the text, or its length if the message is empty; zero if all of the text is of the message, as far
     *     as the server told it apart
     */
    public int messageStart() {
        return messageStart;
    }

    /**
     * How important the line is.
     *
     * @return the level; {@link LogLevel#UNKNOWN} if it has none
     */
    public LogLevel level() {
        return level;
    }

    /**
     * The output stream that the line was written to.
     *
     * @return the stream; {@link LogStream#UNKNOWN} if the server did not tell it, as with lines of the game's logger
     */
    public LogStream stream() {
        return stream;
    }

    /**
     * When the line was logged.
     *
     * @return milliseconds since 1970-01-01 00:00 UTC; empty if only the text may tell it, or nothing does
     */
    public OptionalLong timestampMillis() {
        return timed ? OptionalLong.of(timestampMillis) : OptionalLong.empty();
    }

    /**
     * The name of the thread that logged the line.
     *
     * @return the name; empty if only the text may tell it, or nothing does
     */
    public Optional<String> threadName() {
        return Optional.ofNullable(threadName);
    }

    /**
     * The name of the logger that the line was written with.
     *
     * @return the name; empty if the server did not tell it
     */
    public Optional<String> loggerName() {
        return Optional.ofNullable(loggerName);
    }

    /**
     * Whether the line continues the entry before it: a further line of its message, or part of its stack trace. Text
     * does not always tell, so a line that begins an entry in the middle of a message may count as one that continues.
     *
     * @return whether it is not the first line of its entry
     */
    public boolean isContinuation() {
        return continuation;
    }

    /** Whether the text shows a time of day. */
    boolean showsTime() {
        return showsTime;
    }

    /**
     * Whether the line came in an entry of the game's logger.
     *
     * @return true for {@link Log4jEvent}, false for {@link LogEvent}
     */
    public boolean isOfLogger() {
        return ofLogger;
    }

    /**
     * Whether another object is an equal line.
     *
     * @param other what to compare with
     * @return whether all that is known of both is equal
     */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ConsoleLine that
                && text.equals(that.text)
                && level == that.level
                && stream == that.stream
                && continuation == that.continuation
                && messageStart == that.messageStart
                && ofLogger == that.ofLogger
                && timed == that.timed
                && timestampMillis == that.timestampMillis
                && Objects.equals(threadName, that.threadName)
                && Objects.equals(loggerName, that.loggerName);
    }

    @Override
    public int hashCode() {
        return Objects.hash(text, level, stream, continuation);
    }

    @Override
    public String toString() {
        return "ConsoleLine[text=" + text + ", level=" + level + ", stream=" + stream + ", continuation=" + continuation
                + "]";
    }
}

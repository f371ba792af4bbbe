package dev.archon.protocol.event;

import static dev.archon.protocol.event.Checks.required;

import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * An entry that the game's logger wrote to the console, with its parts. The server may leave out any of them.
 *
 * <p>Servers send thousands of these a second. So it is no record: it holds its parts without an {@link Optional} for
 * each, and its accessors make one when they are called.
 */
public final class Log4jEvent implements ArchonEvent {

    /** The name on the wire. */
    public static final String TYPE = "log4j";

    private final @Nullable String loggerName;
    private final @Nullable String level;
    private final LogLevel levelValue;
    private final @Nullable String threadName;
    private final boolean timed;
    private final long timestampMillis;
    private final @Nullable String message;
    private final @Nullable String throwable;

    private Log4jEvent(Builder parts) {
        loggerName = parts.loggerName;
        level = parts.level;
        levelValue = parts.levelValue;
        threadName = parts.threadName;
        timed = parts.timed;
        timestampMillis = parts.timestampMillis;
        message = parts.message;
        throwable = parts.throwable;
    }

    /**
     * Makes an entry of the parts as the accessors return them.
     *
     * @param loggerName the name, if the server sent one
     * @param level the text, for example {@code INFO}, if the server sent one
     * @param threadName the name, for example {@code Server thread}, if the server sent one
     * @param timestampMillis milliseconds since 1970-01-01 00:00 UTC, if the server sent a time
     * @param message the text, if the server sent one
     * @param throwable the stack trace, if the server sent one
     */
    public Log4jEvent(
            Optional<String> loggerName,
            Optional<String> level,
            Optional<String> threadName,
            OptionalLong timestampMillis,
            Optional<String> message,
            Optional<String> throwable) {
        this.loggerName = required(loggerName, "loggerName").orElse(null);
        this.level = required(level, "level").orElse(null);
        this.levelValue = level.map(LogLevel::of).orElse(LogLevel.UNKNOWN);
        this.threadName = required(threadName, "threadName").orElse(null);
        this.timed = required(timestampMillis, "timestampMillis").isPresent();
        this.timestampMillis = timestampMillis.orElse(0);
        this.message = required(message, "message").orElse(null);
        this.throwable = required(throwable, "throwable").orElse(null);
    }

    /**
     * Starts an entry without any part.
     *
     * @return a builder; not for use by several threads
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * The logger's name, for example {@code net.minecraft.server.MinecraftServer}.
     *
     * @return the name, if the server sent one
     */
    public Optional<String> loggerName() {
        return Optional.ofNullable(loggerName);
    }

    /**
     * How important the entry is.
     *
     * @return the level; {@link LogLevel#UNKNOWN} if the server sent none, or one that this version does not know
     */
    public LogLevel levelValue() {
        return levelValue;
    }

    /**
     * The level as it was sent; see {@link #levelValue()}.
     *
     * @return the text, for example {@code INFO}, if the server sent one
     */
    public Optional<String> level() {
        return Optional.ofNullable(level);
    }

    /**
     * The name of the thread that logged.
     *
     * @return the name, for example {@code Server thread}, if the server sent one
     */
    public Optional<String> threadName() {
        return Optional.ofNullable(threadName);
    }

    /**
     * When the entry was logged.
     *
     * @return milliseconds since 1970-01-01 00:00 UTC, if the server sent a time
     */
    public OptionalLong timestampMillis() {
        return timed ? OptionalLong.of(timestampMillis) : OptionalLong.empty();
    }

    /**
     * The text, of one line or many; see {@link LogEvent#message()} for what it may hold.
     *
     * @return the text, if the server sent one
     */
    public Optional<String> message() {
        return Optional.ofNullable(message);
    }

    /**
     * The stack trace that was logged with the text, of many lines.
     *
     * @return the stack trace, if the server sent one
     */
    public Optional<String> throwable() {
        return Optional.ofNullable(throwable);
    }

    @Override
    public String type() {
        return TYPE;
    }

    /**
     * Whether another object is an entry with equal parts.
     *
     * @param other what to compare with
     * @return whether they are equal
     */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Log4jEvent that
                && timed == that.timed
                && timestampMillis == that.timestampMillis
                && Objects.equals(message, that.message)
                && Objects.equals(threadName, that.threadName)
                && Objects.equals(level, that.level)
                && Objects.equals(loggerName, that.loggerName)
                && Objects.equals(throwable, that.throwable);
    }

    @Override
    public int hashCode() {
        return Objects.hash(loggerName, level, threadName, timed, timestampMillis, message, throwable);
    }

    @Override
    public String toString() {
        return "Log4jEvent[loggerName=" + loggerName + ", level=" + level + ", threadName=" + threadName
                + ", timestampMillis=" + (timed ? String.valueOf(timestampMillis) : "none") + ", message=" + message
                + ", throwable=" + throwable + "]";
    }

    /** The parts of an entry, each absent until it is set. Not for use by several threads. */
    public static final class Builder {

        private @Nullable String loggerName;
        private @Nullable String level;
        private LogLevel levelValue = LogLevel.UNKNOWN;
        private @Nullable String threadName;
        private boolean timed;
        private long timestampMillis;
        private @Nullable String message;
        private @Nullable String throwable;

        private Builder() {}

        /**
         * Sets {@link Log4jEvent#loggerName()}.
         *
         * @param name the logger's name
         * @return this builder
         */
        public Builder loggerName(String name) {
            loggerName = required(name, "loggerName");
            return this;
        }

        /**
         * Sets {@link Log4jEvent#level()}, and {@link Log4jEvent#levelValue()} by it.
         *
         * @param text the level's name
         * @return this builder
         */
        public Builder level(String text) {
            level = required(text, "level");
            levelValue = LogLevel.of(text);
            return this;
        }

        /**
         * Sets the level.
         *
         * @param value the level, not {@link LogLevel#UNKNOWN}
         * @return this builder
         */
        public Builder level(LogLevel value) {
            level = Checks.textOf(value, "level");
            levelValue = value;
            return this;
        }

        /**
         * Sets {@link Log4jEvent#threadName()}.
         *
         * @param name the thread's name
         * @return this builder
         */
        public Builder threadName(String name) {
            threadName = required(name, "threadName");
            return this;
        }

        /**
         * Sets {@link Log4jEvent#timestampMillis()}.
         *
         * @param millis milliseconds since 1970-01-01 00:00 UTC
         * @return this builder
         */
        public Builder timestampMillis(long millis) {
            timed = true;
            timestampMillis = millis;
            return this;
        }

        /**
         * Sets {@link Log4jEvent#message()}.
         *
         * @param text the text
         * @return this builder
         */
        public Builder message(String text) {
            message = required(text, "message");
            return this;
        }

        /**
         * Sets {@link Log4jEvent#throwable()}.
         *
         * @param trace the stack trace
         * @return this builder
         */
        public Builder throwable(String trace) {
            throwable = required(trace, "throwable");
            return this;
        }

        /**
         * Makes the entry. The builder can be used on.
         *
         * @return an entry with the parts that have been set
         */
        public Log4jEvent build() {
            return new Log4jEvent(this);
        }
    }
}

package dev.archon.protocol.event;

import static dev.archon.protocol.event.Checks.required;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * An entry that the game's logger wrote to the console, with its parts. The server may leave out any of them.
 *
 * @param loggerName the logger's name, for example {@code net.minecraft.server.MinecraftServer}
 * @param level the level as it was sent, for example {@code INFO}; see {@link #levelValue()}
 * @param threadName the name of the thread that logged, for example {@code Server thread}
 * @param timestampMillis when the entry was logged, in milliseconds since 1970-01-01 00:00 UTC
 * @param message the text, of one line or many; see {@link LogEvent#message()} for what it may hold
 * @param throwable the stack trace that was logged with the text, of many lines
 */
public record Log4jEvent(
        Optional<String> loggerName,
        Optional<String> level,
        Optional<String> threadName,
        OptionalLong timestampMillis,
        Optional<String> message,
        Optional<String> throwable)
        implements ArchonEvent {

    /** The name on the wire. */
    public static final String TYPE = "log4j";

    /** Checks that nothing is {@code null}. */
    public Log4jEvent {
        required(loggerName, "loggerName");
        required(level, "level");
        required(threadName, "threadName");
        required(timestampMillis, "timestampMillis");
        required(message, "message");
        required(throwable, "throwable");
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
     * How important the entry is.
     *
     * @return the level; {@link LogLevel#UNKNOWN} if the server sent none, or one that this version does not know
     */
    public LogLevel levelValue() {
        return level.isPresent() ? LogLevel.of(level.get()) : LogLevel.UNKNOWN;
    }

    @Override
    public String type() {
        return TYPE;
    }

    /** The parts of an entry, each absent until it is set. Not for use by several threads. */
    public static final class Builder {

        private Optional<String> loggerName = Optional.empty();
        private Optional<String> level = Optional.empty();
        private Optional<String> threadName = Optional.empty();
        private OptionalLong timestampMillis = OptionalLong.empty();
        private Optional<String> message = Optional.empty();
        private Optional<String> throwable = Optional.empty();

        private Builder() {}

        /**
         * Sets {@link Log4jEvent#loggerName()}.
         *
         * @param name the logger's name
         * @return this builder
         */
        public Builder loggerName(String name) {
            loggerName = Optional.of(required(name, "loggerName"));
            return this;
        }

        /**
         * Sets {@link Log4jEvent#level()} to a text.
         *
         * @param text the level's name
         * @return this builder
         */
        public Builder level(String text) {
            level = Optional.of(required(text, "level"));
            return this;
        }

        /**
         * Sets the level.
         *
         * @param value the level, not {@link LogLevel#UNKNOWN}
         * @return this builder
         */
        public Builder level(LogLevel value) {
            level = Optional.of(Checks.textOf(value, "level"));
            return this;
        }

        /**
         * Sets {@link Log4jEvent#threadName()}.
         *
         * @param name the thread's name
         * @return this builder
         */
        public Builder threadName(String name) {
            threadName = Optional.of(required(name, "threadName"));
            return this;
        }

        /**
         * Sets {@link Log4jEvent#timestampMillis()}.
         *
         * @param millis milliseconds since 1970-01-01 00:00 UTC
         * @return this builder
         */
        public Builder timestampMillis(long millis) {
            timestampMillis = OptionalLong.of(millis);
            return this;
        }

        /**
         * Sets {@link Log4jEvent#message()}.
         *
         * @param text the text
         * @return this builder
         */
        public Builder message(String text) {
            message = Optional.of(required(text, "message"));
            return this;
        }

        /**
         * Sets {@link Log4jEvent#throwable()}.
         *
         * @param trace the stack trace
         * @return this builder
         */
        public Builder throwable(String trace) {
            throwable = Optional.of(required(trace, "throwable"));
            return this;
        }

        /**
         * Makes the entry. The builder can be used on.
         *
         * @return an entry with the parts that have been set
         */
        public Log4jEvent build() {
            return new Log4jEvent(loggerName, level, threadName, timestampMillis, message, throwable);
        }
    }
}

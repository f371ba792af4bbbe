package dev.archon.protocol.event;

import static dev.archon.protocol.event.Checks.required;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * A log record with its parts, from servers whose logging Archon understands.
 *
 * @param loggerName the logger's name
 * @param level the level's name, for example {@code INFO}
 * @param threadName the thread that logged
 * @param timestampMillis when, in milliseconds since the epoch
 * @param message the text
 * @param throwable the stack trace that was logged with it
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

    /**
     * Checks that nothing is {@code null}.
     *
     * @param loggerName see {@link #loggerName()}
     * @param level see {@link #level()}
     * @param threadName see {@link #threadName()}
     * @param timestampMillis see {@link #timestampMillis()}
     * @param message see {@link #message()}
     * @param throwable see {@link #throwable()}
     */
    public Log4jEvent {
        required(loggerName, "loggerName");
        required(level, "level");
        required(threadName, "threadName");
        required(timestampMillis, "timestampMillis");
        required(message, "message");
        required(throwable, "throwable");
    }

    @Override
    public String type() {
        return TYPE;
    }
}

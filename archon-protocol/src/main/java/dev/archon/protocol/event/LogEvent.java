package dev.archon.protocol.event;

import static dev.archon.protocol.event.Checks.required;
import static dev.archon.protocol.event.Checks.textOf;

import java.util.Optional;

/**
 * Text of the server's console. Newer servers send text that bypasses the game's logger as this event, and {@link Log4jEvent} for
 * the logger's lines; older servers send all lines so.
 *
 * @param stream the output stream as it was sent; see {@link #streamValue()}. Older servers send none
 * @param message one line or many, separated by carriage returns or line feeds. They may hold colour codes and other
 *     control sequences, so they must be made harmless before they are shown in a terminal or a page
 */
public record LogEvent(Optional<String> stream, String message) implements ArchonEvent {

    /** The name on the wire. */
    public static final String TYPE = "log";

    /** Shared by all events, so that the text of a known stream costs nothing. */
    private static final Optional<String> STDOUT = Optional.of(LogStream.STDOUT.text());

    private static final Optional<String> STDERR = Optional.of(LogStream.STDERR.text());

    /** Checks that nothing is {@code null}. */
    public LogEvent {
        required(stream, "stream");
        required(message, "message");
    }

    /**
     * Makes the text of a known stream.
     *
     * @param stream the output stream, not {@link LogStream#UNKNOWN}
     * @param message the text
     */
    public LogEvent(LogStream stream, String message) {
        this(shared(stream), message);
    }

    private static Optional<String> shared(LogStream stream) {
        textOf(stream, "stream");
        return stream == LogStream.STDOUT ? STDOUT : STDERR;
    }

    /**
     * The output stream that the text was written to.
     *
     * @return the stream; {@link LogStream#UNKNOWN} if the server sent none, or one that this version does not know
     */
    public LogStream streamValue() {
        return stream.isPresent() ? LogStream.of(stream.get()) : LogStream.UNKNOWN;
    }

    @Override
    public String type() {
        return TYPE;
    }
}

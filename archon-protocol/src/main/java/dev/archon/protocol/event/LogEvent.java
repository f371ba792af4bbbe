package dev.archon.protocol.event;

import static dev.archon.protocol.event.Checks.required;
import static dev.archon.protocol.event.Checks.textOf;

/**
 * A line of the server's console.
 *
 * @param streamText the output stream as it was sent; see {@link #stream()}
 * @param message the line, without its line end; may hold colour codes and other control sequences, so it must be made
 *     harmless before it is shown in a terminal or a page
 */
public record LogEvent(String streamText, String message) implements ArchonEvent {

    /** The name on the wire. */
    public static final String TYPE = "log";

    /**
     * Checks that nothing is {@code null}.
     *
     * @param streamText see {@link #streamText()}
     * @param message see {@link #message()}
     */
    public LogEvent {
        required(streamText, "streamText");
        required(message, "message");
    }

    /**
     * Makes a line of a known stream.
     *
     * @param stream the output stream, not {@link LogStream#UNKNOWN}
     * @param message the line
     */
    public LogEvent(LogStream stream, String message) {
        this(textOf(stream, "stream"), message);
    }

    /**
     * The output stream that the line was written to.
     *
     * @return the stream, or {@link LogStream#UNKNOWN}
     */
    public LogStream stream() {
        return LogStream.of(streamText);
    }

    @Override
    public String type() {
        return TYPE;
    }
}

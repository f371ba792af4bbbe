package dev.archon.simulator.recording;

import java.util.Map;
import tools.jackson.databind.JsonNode;

/** One line of a recording, after its header. */
public sealed interface RecordingEntry {

    /**
     * When.
     *
     * @return microseconds since the recording began
     */
    long at();

    /**
     * A REST call.
     *
     * @param at when its answer came
     * @param method the request's method
     * @param path the request's path and query
     * @param status the answer's status; 0 if there was none
     * @param requestHeaders without secrets
     * @param requestBody without secrets
     * @param responseHeaders without secrets
     * @param responseBody without secrets
     */
    record Rest(
            long at,
            String method,
            String path,
            int status,
            Map<String, String> requestHeaders,
            JsonNode requestBody,
            Map<String, String> responseHeaders,
            JsonNode responseBody)
            implements RecordingEntry {}

    /**
     * A WebSocket handshake.
     *
     * @param at when it was answered
     * @param connection the connection's number
     * @param server the server's id
     * @param status the answer's status; 0 if there was none
     */
    record Opened(long at, long connection, String server, int status) implements RecordingEntry {}

    /**
     * A frame.
     *
     * @param at when its last byte came
     * @param connection the connection's number
     * @param from who sent it
     * @param frame the frame
     */
    record Framed(long at, long connection, Party from, WireFrame frame) implements RecordingEntry {}

    /**
     * The end of a WebSocket's TCP connection.
     *
     * @param at when
     * @param connection the connection's number
     * @param by who ended it
     * @param reset whether it was reset, not closed
     */
    record Ended(long at, long connection, Party by, boolean reset) implements RecordingEntry {}
}

package dev.archon.simulator.recording;

import java.util.Map;
import tools.jackson.databind.JsonNode;

/** One line of a recording, after its header. */
public sealed interface RecordingEntry {

    /**
     * The time of the entry.
     *
     * @return microseconds since the recording started
     */
    long at();

    /**
     * A REST call.
     *
     * @param at the time of its answer
     * @param method the request's method
     * @param path the request's path and query
     * @param status the answer's status; 0 if there was none
     * @param requestHeaders the request's headers without secrets
     * @param requestBody the request's body without secrets
     * @param responseHeaders the answer's headers without secrets
     * @param responseBody the answer's body without secrets
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
     * @param at the time of the answer
     * @param connection the connection's number
     * @param server the server's id
     * @param status the answer's status; 0 if there was none
     */
    record Opened(long at, long connection, String server, int status) implements RecordingEntry {}

    /**
     * A frame.
     *
     * @param at the time of its last byte
     * @param connection the connection's number
     * @param from the side that sent it
     * @param frame the frame
     */
    record Framed(long at, long connection, Party from, WireFrame frame) implements RecordingEntry {}

    /**
     * The end of a WebSocket's TCP connection.
     *
     * @param at the time of the end
     * @param connection the connection's number
     * @param by the side that ended it
     * @param reset whether it ended by a TCP reset
     */
    record Ended(long at, long connection, Party by, boolean reset) implements RecordingEntry {}
}

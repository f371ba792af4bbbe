package dev.archon.simulator.internal.wire;

import dev.archon.protocol.codec.RestCodec;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/**
 * The answer to an HTTP request.
 *
 * @param status the HTTP status
 * @param body the body; empty for none
 * @param headers what it has besides the usual headers; a body is JSON unless they say otherwise
 */
public record HttpAnswer(int status, String body, Map<String, String> headers) {

    /** 204 without a body. */
    public static final HttpAnswer EMPTY = new HttpAnswer(204, "", Map.of());

    /**
     * Copies the headers.
     *
     * @param status the HTTP status
     * @param body the body; empty for none
     * @param headers what it has besides the usual headers
     */
    public HttpAnswer {
        headers = Map.copyOf(headers);
    }

    /**
     * An answer with status 200.
     *
     * @param json the body, JSON in UTF-8
     * @return the answer
     */
    public static HttpAnswer ok(byte[] json) {
        return new HttpAnswer(200, new String(json, StandardCharsets.UTF_8), Map.of());
    }

    /**
     * An error in the form of Archon's REST API.
     *
     * @param status the HTTP status
     * @param error a short name for the error
     * @param description what is wrong and what to do
     * @return the answer
     */
    public static HttpAnswer error(int status, String error, String description) {
        return new HttpAnswer(
                status, new String(RestCodec.encodeError(error, description), StandardCharsets.UTF_8), Map.of());
    }

    /**
     * The same answer with one more header.
     *
     * @param header the header's name
     * @param value its value
     * @return the answer
     */
    public HttpAnswer with(String header, String value) {
        Map<String, String> more = new HashMap<>(headers);
        more.put(header, value);
        return new HttpAnswer(status, body, more);
    }
}

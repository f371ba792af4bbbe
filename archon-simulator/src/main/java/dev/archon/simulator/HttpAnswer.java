package dev.archon.simulator;

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
record HttpAnswer(int status, String body, Map<String, String> headers) {

    static final HttpAnswer EMPTY = new HttpAnswer(204, "", Map.of());

    HttpAnswer {
        headers = Map.copyOf(headers);
    }

    static HttpAnswer ok(byte[] json) {
        return new HttpAnswer(200, new String(json, StandardCharsets.UTF_8), Map.of());
    }

    static HttpAnswer error(int status, String error, String description) {
        return new HttpAnswer(
                status, new String(RestCodec.encodeError(error, description), StandardCharsets.UTF_8), Map.of());
    }

    HttpAnswer with(String header, String value) {
        Map<String, String> more = new HashMap<>(headers);
        more.put(header, value);
        return new HttpAnswer(status, body, more);
    }
}

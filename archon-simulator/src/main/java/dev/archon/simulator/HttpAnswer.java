package dev.archon.simulator;

import dev.archon.protocol.codec.RestCodec;
import java.nio.charset.StandardCharsets;

/**
 * The answer to a REST call.
 *
 * @param status the HTTP status
 * @param body the body, JSON; empty for none
 */
record HttpAnswer(int status, String body) {

    static final HttpAnswer EMPTY = new HttpAnswer(204, "");

    static HttpAnswer ok(byte[] json) {
        return new HttpAnswer(200, new String(json, StandardCharsets.UTF_8));
    }

    static HttpAnswer error(int status, String error, String description) {
        return new HttpAnswer(status, new String(RestCodec.encodeError(error, description), StandardCharsets.UTF_8));
    }
}

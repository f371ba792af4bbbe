package dev.archon.simulator.internal.http;

import dev.archon.simulator.internal.wire.HttpAnswer;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import java.util.Base64;
import java.util.Optional;

/** Checks the opening handshake of a WebSocket (RFC 6455, section 4.2.1). */
final class HandshakeRules {

    /** The only version of WebSockets (RFC 6455, section 4.1). */
    private static final String VERSION = "13";

    private static final int KEY_BYTES = 16;

    private HandshakeRules() {}

    /** The answer to a request that opens no WebSocket; empty if it does. */
    static Optional<HttpAnswer> objection(HttpRequest request) {
        if (!request.method().equals(HttpMethod.GET)) {
            return Optional.of(
                    HttpAnswer.error(405, "method_not_allowed", "use GET").with("Allow", "GET, OPTIONS"));
        }
        if (!request.headers().containsValue(HttpHeaderNames.CONNECTION, HttpHeaderValues.UPGRADE, true)
                || !request.headers().containsValue(HttpHeaderNames.UPGRADE, HttpHeaderValues.WEBSOCKET, true)) {
            return Optional.of(upgradeRequired("this path is for WebSockets"));
        }
        String version = request.headers().get(HttpHeaderNames.SEC_WEBSOCKET_VERSION, "");
        if (!version.strip().equals(VERSION)) {
            return Optional.of(upgradeRequired("send Sec-WebSocket-Version: " + VERSION));
        }
        if (!isKey(request.headers().get(HttpHeaderNames.SEC_WEBSOCKET_KEY, ""))) {
            return Optional.of(HttpAnswer.error(400, "bad_request", "Sec-WebSocket-Key is no key"));
        }
        return Optional.empty();
    }

    private static HttpAnswer upgradeRequired(String description) {
        return HttpAnswer.error(426, "upgrade_required", description)
                .with("Upgrade", "websocket")
                .with("Sec-WebSocket-Version", VERSION);
    }

    private static boolean isKey(String text) {
        try {
            return Base64.getDecoder().decode(text).length == KEY_BYTES;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}

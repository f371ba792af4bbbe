package dev.archon.simulator.internal.http;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.websocketx.extensions.WebSocketExtensionData;
import io.netty.handler.codec.http.websocketx.extensions.WebSocketExtensionUtil;
import io.netty.handler.codec.http.websocketx.extensions.WebSocketServerExtension;
import io.netty.handler.codec.http.websocketx.extensions.compression.PerMessageDeflateServerExtensionHandshaker;
import java.util.Map;
import java.util.Optional;

/** Reads the offer of {@code permessage-deflate} in a handshake (RFC 7692, section 7). */
final class CompressionOffer {

    private static final int LEVEL = 1;
    private static final int LARGEST_WINDOW = 15;

    /** An offer that requires a smaller window of the server is declined, since Java's deflater has only the largest one. */
    private static final PerMessageDeflateServerExtensionHandshaker NEGOTIATION = negotiation();

    private CompressionOffer() {}

    @SuppressWarnings("deprecation") // The only one that early versions of Netty 4.2 have.
    private static PerMessageDeflateServerExtensionHandshaker negotiation() {
        try {
            return new PerMessageDeflateServerExtensionHandshaker(
                    LEVEL, false, LARGEST_WINDOW, true, false, Handshake.MAX_MESSAGE_BYTES);
        } catch (NoSuchMethodError e) {
            // Those versions do not bound what a client's message is inflated to.
            return new PerMessageDeflateServerExtensionHandshaker(LEVEL, false, LARGEST_WINDOW, true, false);
        }
    }

    /** The first offer that can be accepted. */
    static Optional<WebSocketServerExtension> accepted(HttpHeaders request) {
        String offers = String.join(",", request.getAll(HttpHeaderNames.SEC_WEBSOCKET_EXTENSIONS));
        if (offers.isBlank()) {
            return Optional.empty();
        }
        for (WebSocketExtensionData offer : WebSocketExtensionUtil.extractExtensions(offers)) {
            WebSocketServerExtension extension = NEGOTIATION.handshakeExtension(offer);
            if (extension != null) {
                return Optional.of(extension);
            }
        }
        return Optional.empty();
    }

    /** How the acceptance stands in the answer. */
    static String answer(WebSocketServerExtension extension) {
        WebSocketExtensionData data = extension.newReponseData();
        StringBuilder text = new StringBuilder(data.name());
        for (Map.Entry<String, String> parameter : data.parameters().entrySet()) {
            text.append("; ").append(parameter.getKey());
            if (parameter.getValue() != null) {
                text.append('=').append(parameter.getValue());
            }
        }
        return text.toString();
    }

    /** Whether what the server sends may refer to earlier messages. */
    static boolean keepsContext(WebSocketServerExtension extension) {
        return !extension.newReponseData().parameters().containsKey("server_no_context_takeover");
    }
}

package dev.archon.client.internal.transport;

import io.netty.channel.ChannelHandler;
import io.netty.handler.codec.http.websocketx.extensions.WebSocketClientExtensionHandler;
import io.netty.handler.codec.http.websocketx.extensions.WebSocketExtensionFilter;
import io.netty.handler.codec.http.websocketx.extensions.WebSocketExtensionFilterProvider;
import io.netty.handler.codec.http.websocketx.extensions.compression.PerMessageDeflateClientExtensionHandshaker;

/**
 * {@code permessage-deflate} (RFC 7692).
 *
 * <p>Only what the server sends is compressed. What we send is short, and holds tokens next to text that others choose:
 * compressed together, their sizes would tell of the token.
 */
final class Compression {

    private static final int LEVEL = 6;
    private static final int WINDOW_BITS = 15;

    private Compression() {}

    /** Offers it in the handshake. A frame that is larger than the limit when inflated is refused before it grows. */
    static ChannelHandler offer(int maxMessage) {
        return new WebSocketClientExtensionHandler(new PerMessageDeflateClientExtensionHandshaker(
                LEVEL, false, WINDOW_BITS, true, false, new ReceiveOnly(), maxMessage));
    }

    private static final class ReceiveOnly implements WebSocketExtensionFilterProvider {

        @Override
        public WebSocketExtensionFilter encoderFilter() {
            return WebSocketExtensionFilter.ALWAYS_SKIP;
        }

        @Override
        public WebSocketExtensionFilter decoderFilter() {
            return WebSocketExtensionFilter.NEVER_SKIP;
        }
    }
}

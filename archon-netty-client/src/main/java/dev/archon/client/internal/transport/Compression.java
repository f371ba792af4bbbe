package dev.archon.client.internal.transport;

import io.netty.channel.ChannelHandler;
import io.netty.handler.codec.http.websocketx.extensions.WebSocketClientExtensionHandler;
import io.netty.handler.codec.http.websocketx.extensions.compression.PerMessageDeflateClientExtensionHandshaker;

/**
 * Agrees with the server on {@code permessage-deflate} (RFC 7692), which Netty does. What then comes in is inflated where
 * frames are decoded.
 *
 * <p>Only what the server sends is compressed. What we send is short, and holds tokens next to text that others choose:
 * compressed together, their sizes would tell of the token.
 */
final class Compression {

    private static final int LEVEL = 6;
    private static final int WINDOW_BITS = 15;

    private Compression() {}

    /**
     * Offers it in the handshake. The handlers that Netty puts in for it are to be taken out before a frame is sent. So no
     * limit is given to them, which only Netty 4.2.1 and later take: Netty 4.2.0 has the deprecated constructor alone.
     */
    @SuppressWarnings("deprecation")
    static ChannelHandler offer() {
        return new WebSocketClientExtensionHandler(
                new PerMessageDeflateClientExtensionHandshaker(LEVEL, false, WINDOW_BITS, true, false));
    }
}

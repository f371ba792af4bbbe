package dev.archon.client.internal.transport;

import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.websocketx.WebSocket13FrameDecoder;
import io.netty.handler.codec.http.websocketx.WebSocketClientHandshaker13;
import io.netty.handler.codec.http.websocketx.WebSocketDecoderConfig;
import io.netty.handler.codec.http.websocketx.WebSocketFrameDecoder;
import io.netty.handler.codec.http.websocketx.WebSocketVersion;
import java.net.URI;

/**
 * Netty's handshake, with a decoder that only reports a violation. By default it would also close at once, with a close
 * frame that never reaches the server, because a client's encoder comes after its decoder.
 */
final class Handshaker extends WebSocketClientHandshaker13 {

    private final boolean extensions;
    private final int maxMessage;

    Handshaker(URI uri, String userAgent, boolean extensions, int maxMessage) {
        super(
                uri,
                WebSocketVersion.V13,
                null,
                extensions,
                new DefaultHttpHeaders().add("User-Agent", userAgent),
                maxMessage);
        this.extensions = extensions;
        this.maxMessage = maxMessage;
    }

    @Override
    protected WebSocketFrameDecoder newWebsocketDecoder() {
        return new WebSocket13FrameDecoder(WebSocketDecoderConfig.newBuilder()
                .expectMaskedFrames(false)
                .allowMaskMismatch(false)
                .allowExtensions(extensions)
                .maxFramePayloadLength(maxMessage)
                .closeOnProtocolViolation(false)
                .build());
    }
}

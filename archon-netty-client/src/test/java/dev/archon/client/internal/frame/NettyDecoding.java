package dev.archon.client.internal.frame;

import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.PrematureChannelClosureException;
import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.Utf8FrameValidator;
import io.netty.handler.codec.http.websocketx.WebSocket13FrameDecoder;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import io.netty.handler.codec.http.websocketx.WebSocketDecoderConfig;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrameAggregator;
import io.netty.handler.codec.http.websocketx.extensions.WebSocketClientExtension;
import io.netty.handler.codec.http.websocketx.extensions.WebSocketExtensionData;
import io.netty.handler.codec.http.websocketx.extensions.compression.PerMessageDeflateClientExtensionHandshaker;
import java.util.List;
import java.util.Map;

/** The same by Netty's handlers. */
final class NettyDecoding extends SimpleChannelInboundHandler<WebSocketFrame> {

    private final Heard heard = new Heard();

    private NettyDecoding() {}

    static List<String> of(int maxMessage, byte[]... pieces) {
        return decode(
                pieces,
                frames(maxMessage, false),
                new Utf8FrameValidator(false),
                new WebSocketFrameAggregator(maxMessage));
    }

    /**
     * The same where {@code permessage-deflate} was agreed on. Fragments are put together first, because Netty does not take
     * a first fragment that inflates to nothing yet; and it has no limit when it inflates, because it refuses some messages
     * that are not as large.
     */
    static List<String> inflating(int maxMessage, byte[]... pieces) {
        WebSocketClientExtension agreed = new PerMessageDeflateClientExtensionHandshaker(0)
                .handshakeExtension(new WebSocketExtensionData("permessage-deflate", Map.of()));
        return decode(
                pieces,
                frames(maxMessage, true),
                new WebSocketFrameAggregator(maxMessage),
                agreed.newExtensionDecoder(),
                new Utf8FrameValidator(false));
    }

    private static ChannelHandler frames(int maxMessage, boolean extensions) {
        return new WebSocket13FrameDecoder(WebSocketDecoderConfig.newBuilder()
                .expectMaskedFrames(false)
                .allowExtensions(extensions)
                .maxFramePayloadLength(maxMessage)
                .closeOnProtocolViolation(false)
                .build());
    }

    private static List<String> decode(byte[][] pieces, ChannelHandler... handlers) {
        EmbeddedChannel channel = new EmbeddedChannel(handlers);
        NettyDecoding end = new NettyDecoding();
        channel.pipeline().addLast(end);
        for (byte[] piece : pieces) {
            channel.writeInbound(Unpooled.copiedBuffer(piece));
        }
        channel.finishAndReleaseAll();
        return end.heard.words();
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, WebSocketFrame frame) {
        byte[] payload = ByteBufUtil.getBytes(frame.content());
        if (frame instanceof TextWebSocketFrame) {
            heard.text(payload, 0, payload.length);
        } else if (frame instanceof BinaryWebSocketFrame) {
            heard.binary(payload.length);
        } else if (frame instanceof PingWebSocketFrame) {
            heard.ping(payload, 0, payload.length);
        } else if (frame instanceof PongWebSocketFrame) {
            heard.pong(payload.length);
        } else if (frame instanceof CloseWebSocketFrame close) {
            heard.close(close.statusCode() < 0 ? FrameSink.NO_STATUS : close.statusCode(), close.reasonText());
        } else {
            // After a fragmented message was too large, the rest of its fragments comes through.
            heard.unexpected(frame);
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        if (cause instanceof CorruptedWebSocketFrameException corrupted) {
            heard.violation(corrupted.closeStatus().code());
        } else if (cause instanceof TooLongFrameException) {
            heard.violation(WebSocketCloseStatus.MESSAGE_TOO_BIG.code());
        } else if (!(cause instanceof PrematureChannelClosureException)) {
            heard.unexpected(cause);
        }
    }
}

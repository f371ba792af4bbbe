package dev.archon.client.internal.transport;

import dev.archon.client.internal.rest.RetryAfter;
import dev.archon.protocol.codec.EventCodec;
import dev.archon.protocol.codec.ProtocolException;
import dev.archon.protocol.event.ArchonEvent;
import dev.archon.protocol.session.Failure;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketClientHandshakeException;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolHandler.ClientHandshakeStateEvent;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** From frames to events, and the end of the connection. */
final class FrameHandler extends SimpleChannelInboundHandler<WebSocketFrame> {

    /** No status, in a close frame without a code (RFC 6455, section 7.4.1). */
    private static final int NO_STATUS = 1005;

    private final ConnectionListener listener;
    private final Consumer<String> badMessages;
    private List<ArchonEvent> batch = new ArrayList<>();
    private long bytes;
    private @Nullable Connection connection;
    private boolean opened;
    private boolean silent;
    private String broken = "the server went away";

    FrameHandler(ConnectionListener listener, Consumer<String> badMessages) {
        this.listener = listener;
        this.badMessages = badMessages;
    }

    /** Sets what the listener is given, when the channel exists and before anything happens on it. */
    void connection(Connection made) {
        connection = made;
    }

    Connection connection() {
        return Objects.requireNonNull(connection, "connection");
    }

    /** Lets nothing more through to the listener. */
    void silence() {
        silent = true;
        batch = new ArrayList<>();
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event == ClientHandshakeStateEvent.HANDSHAKE_COMPLETE && !silent) {
            opened = true;
            listener.opened(connection());
        }
        context.fireUserEventTriggered(event);
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, WebSocketFrame frame) {
        if (frame instanceof CloseWebSocketFrame close) {
            closed(context, close);
        } else if (silent) {
            return;
        } else if (frame instanceof TextWebSocketFrame text) {
            message(text.content());
        } else if (frame instanceof PingWebSocketFrame ping) {
            context.writeAndFlush(new PongWebSocketFrame(ping.content().retain()));
        } else if (frame instanceof BinaryWebSocketFrame) {
            badMessages.accept("a binary message, which Archon does not send");
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        flush();
        context.fireChannelReadComplete();
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        flush();
        if (!silent) {
            silent = true;
            if (opened) {
                listener.closed(OptionalInt.empty(), broken);
            } else {
                listener.failed(Failure.of("the server ended the connection before the handshake was done"));
            }
        }
        context.fireChannelInactive();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        flush();
        if (!silent && !opened) {
            silent = true;
            listener.failed(refusal(cause));
        }
        broken = Connector.describe(cause);
        context.close();
    }

    private void message(ByteBuf content) {
        int length = content.readableBytes();
        try {
            ArchonEvent event = content.hasArray()
                    ? EventCodec.decode(content.array(), content.arrayOffset() + content.readerIndex(), length)
                    : EventCodec.decode(content.nioBuffer());
            batch.add(event);
            bytes += length;
            listener.event(event);
        } catch (ProtocolException e) {
            badMessages.accept(e.getMessage());
        }
    }

    private void flush() {
        if (batch.isEmpty() || silent) {
            return;
        }
        List<ArchonEvent> events = batch;
        long size = bytes;
        batch = new ArrayList<>();
        bytes = 0;
        listener.received(events, size);
    }

    private void closed(ChannelHandlerContext context, CloseWebSocketFrame frame) {
        flush();
        int code = frame.statusCode() < 0 ? NO_STATUS : frame.statusCode();
        String reason = frame.reasonText().replaceAll("\\p{Cntrl}", " ");
        if (silent) {
            context.close();
            return;
        }
        silent = true;
        context.writeAndFlush(code == NO_STATUS ? new CloseWebSocketFrame() : new CloseWebSocketFrame(code, ""))
                .addListener(ChannelFutureListener.CLOSE);
        listener.closed(OptionalInt.of(code), reason);
    }

    private static Failure refusal(Throwable cause) {
        if (cause instanceof WebSocketClientHandshakeException refused && refused.response() != null) {
            HttpResponse response = refused.response();
            String retryAfter = response.headers().get("Retry-After");
            return Failure.ofStatus(
                    response.status().code(),
                    retryAfter == null ? Optional.empty() : RetryAfter.parse(retryAfter, Instant.now()),
                    "the server refused the WebSocket handshake");
        }
        return Failure.of(Connector.describe(cause));
    }
}

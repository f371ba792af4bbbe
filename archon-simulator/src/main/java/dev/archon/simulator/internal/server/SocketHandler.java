package dev.archon.simulator.internal.server;

import dev.archon.protocol.codec.ClientMessage;
import dev.archon.protocol.codec.ClientMessageCodec;
import dev.archon.protocol.codec.ProtocolException;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.CodecException;
import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import java.util.OptionalInt;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** The receiving side of one WebSocket: reads messages and hands them to the server's loop. */
public final class SocketHandler extends SimpleChannelInboundHandler<WebSocketFrame> {

    /** Status of a close frame without a code (RFC 6455, section 7.1.5). */
    private static final int NO_STATUS = 1005;

    private static final long AUTH_LIMIT_SECONDS = 30;

    /** The head of a short masked frame (RFC 6455, section 5.2). */
    private static final int FRAME_HEAD_BYTES = 6;

    private final ServerHost server;
    private final Session session;
    private @Nullable ScheduledFuture<?> authLimit;
    private boolean violated;

    private SocketHandler(ServerHost server, Session session) {
        this.server = server;
        this.session = session;
    }

    /**
     * Opens a WebSocket of a server. To be called on the server's loop.
     *
     * @param server the server
     * @param channel the connection, whose handshake is about to be answered
     * @return the handler to add to the channel's pipeline behind the handshake
     */
    public static SocketHandler open(ServerHost server, Channel channel) {
        return new SocketHandler(server, server.sessions().open(channel));
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        if (!ctx.channel().isActive()) {
            // The connection ended before this handler was added.
            closed("connection lost");
            return;
        }
        session.socket().whenRoom(() -> server.run(session::hasRoom));
        server.run(() -> server.sessions().opened(session));
        authLimit = ctx.executor()
                .schedule(
                        () -> server.run(() -> {
                            if (session.isWaitingForAuth()) {
                                session.close(1008, "no auth within " + AUTH_LIMIT_SECONDS + " s");
                            }
                        }),
                        AUTH_LIMIT_SECONDS,
                        TimeUnit.SECONDS);
    }

    @Override
    protected void channelRead0(ChannelHandlerContext ctx, WebSocketFrame frame) {
        if (violated) {
            return;
        }
        int length = frame.content().readableBytes();
        if (frame instanceof TextWebSocketFrame) {
            read(ByteBufUtil.getBytes(frame.content()));
        } else if (frame instanceof PingWebSocketFrame) {
            byte[] payload = ByteBufUtil.getBytes(frame.content());
            receive(length, () -> {
                server.messages().ping(length);
                var unused = ctx.writeAndFlush(new PongWebSocketFrame(Unpooled.wrappedBuffer(payload)));
            });
        } else if (frame instanceof PongWebSocketFrame) {
            receive(length, () -> server.messages().pong(length));
        } else if (frame instanceof CloseWebSocketFrame close) {
            OptionalInt code =
                    close.statusCode() == NO_STATUS ? OptionalInt.empty() : OptionalInt.of(close.statusCode());
            String reason = close.reasonText();
            byte[] payload = ByteBufUtil.getBytes(close.content());
            receive(length, () -> {
                session.closedByClient(code, reason);
                ctx.executor().execute(() -> answerClose(ctx, payload));
            });
        } else {
            receive(length, () -> server.messages().unreadable(session, "not a text message"));
        }
    }

    /** Hands on what was read, which takes effect when it has travelled along the line. */
    private void receive(int payloadBytes, Runnable effect) {
        server.run(() -> session.receive(payloadBytes + FRAME_HEAD_BYTES, effect));
    }

    private void answerClose(ChannelHandlerContext ctx, byte[] payload) {
        if (session.socket().hasSentClose()) {
            // Behind what may still be on its way to a peer that is written to slowly.
            ctx.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
        } else {
            ctx.writeAndFlush(new CloseWebSocketFrame(true, 0, Unpooled.wrappedBuffer(payload)))
                    .addListener(ChannelFutureListener.CLOSE);
        }
    }

    private void read(byte[] text) {
        try {
            ClientMessage message = ClientMessageCodec.decode(text);
            if (message instanceof ClientMessage.Authenticate authenticate) {
                receive(text.length, () -> authenticate(authenticate.jwt().value()));
            } else if (message instanceof ClientMessage.Command command) {
                receive(text.length, () -> server.messages().command(session, command.cmd()));
            }
        } catch (ProtocolException e) {
            receive(text.length, () -> server.messages().unreadable(session, String.valueOf(e.getMessage())));
        }
    }

    private void authenticate(String jwt) {
        server.messages().authenticate(session, jwt);
        if (!session.isWaitingForAuth()) {
            stopLimitingAuth();
        }
    }

    private void stopLimitingAuth() {
        ScheduledFuture<?> limit = authLimit;
        if (limit != null) {
            limit.cancel(false);
        }
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext ctx) {
        session.socket().drain();
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        stopLimitingAuth();
        closed("connection lost");
    }

    /**
     * Reports that the connection has ended without a close frame.
     *
     * @param how the reason, for the journal
     */
    public void closed(String how) {
        server.run(() -> session.receive(0, () -> session.closedByClient(OptionalInt.empty(), how)));
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        if (cause instanceof CorruptedWebSocketFrameException violation) {
            violated(violation.closeStatus().code(), String.valueOf(violation.getMessage()));
            return;
        }
        if (cause instanceof TooLongFrameException) {
            violated(WebSocketCloseStatus.MESSAGE_TOO_BIG.code(), "a message is too long");
            return;
        }
        if (cause instanceof CodecException && !(cause.getCause() instanceof SSLException)) {
            violated(WebSocketCloseStatus.INVALID_PAYLOAD_DATA.code(), "a message cannot be inflated");
            return;
        }
        String what = cause.getClass().getSimpleName();
        closed("connection failed: " + what);
        var unused = ctx.close();
    }

    /** Fails the connection; what follows is ignored (RFC 6455, section 7.1.7). */
    private void violated(int code, String reason) {
        violated = true;
        server.run(() -> session.receive(0, () -> session.fail(code, reason)));
    }
}

package dev.archon.simulator.internal.http;

import dev.archon.simulator.internal.server.ServerHost;
import dev.archon.simulator.internal.server.SocketHandler;
import dev.archon.simulator.internal.wire.HttpAnswer;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.websocketx.WebSocketFrameAggregator;
import io.netty.handler.codec.http.websocketx.WebSocketServerHandshaker;
import io.netty.handler.timeout.ReadTimeoutHandler;

/** A WebSocket handshake that waits for its answer. It keeps nothing of the request's content, which a handshake has none of. */
final class Handshake {

    private final ChannelHandlerContext ctx;
    private final FullHttpRequest request;
    private final WebSocketServerHandshaker handshaker;
    private final ServerHost server;

    Handshake(
            ChannelHandlerContext ctx,
            FullHttpRequest request,
            WebSocketServerHandshaker handshaker,
            ServerHost server) {
        this.ctx = ctx;
        this.request = request.replace(Unpooled.EMPTY_BUFFER);
        this.handshaker = handshaker;
        this.server = server;
    }

    /** Decides on the answer, on the server's loop. */
    void begin() {
        server.handshake(this::serve, this::refuse);
    }

    private void serve() {
        SocketHandler handler = SocketHandler.open(server, ctx.channel());
        ctx.executor().execute(() -> upgrade(handler));
    }

    private void upgrade(SocketHandler handler) {
        if (ctx.channel().isActive()) {
            var unused = handshaker.handshake(ctx.channel(), request);
            ctx.pipeline().remove(ReadTimeoutHandler.class);
            ctx.pipeline().addLast(new WebSocketFrameAggregator(HttpHandler.MAX_MESSAGE_BYTES), handler);
            ctx.pipeline().remove(HttpHandler.class);
        } else {
            handler.closed("connection lost");
        }
    }

    private void refuse(HttpAnswer answer) {
        ctx.executor().execute(() -> HttpHandler.respond(ctx, request, answer));
    }
}

package dev.archon.client.internal.transport;

import dev.archon.client.internal.net.NetworkError;
import dev.archon.client.internal.net.Route;
import dev.archon.client.internal.rest.RetryAfter;
import dev.archon.protocol.session.Failure;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.netty.handler.codec.http.websocketx.WebSocketClientHandshakeException;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolHandler.ClientHandshakeStateEvent;
import java.time.Instant;
import java.util.Optional;

/**
 * What is thrown in the pipeline: until the WebSocket is open it becomes an {@link OpenFailedException}, then it gets the
 * close code that belongs to it (RFC 6455, section 7.4.1).
 */
final class FaultHandler extends ChannelInboundHandlerAdapter {

    private final Route route;
    private boolean opened;

    FaultHandler(Route route) {
        this.route = route;
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event == ClientHandshakeStateEvent.HANDSHAKE_COMPLETE) {
            opened = true;
        }
        context.fireUserEventTriggered(event);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        if (!opened) {
            context.fireExceptionCaught(new OpenFailedException(failure(cause)));
            return;
        }
        if (cause instanceof CorruptedWebSocketFrameException corrupted) {
            context.writeAndFlush(new CloseWebSocketFrame(corrupted.closeStatus()));
        }
        context.fireExceptionCaught(cause);
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        if (!opened) {
            context.fireExceptionCaught(
                    new OpenFailedException(
                            Failure.of(
                                    route.target()
                                            + " ended the connection before the WebSocket handshake was done; check the URL and that it is up")));
        }
        context.fireChannelInactive();
    }

    private Failure failure(Throwable cause) {
        if (cause instanceof WebSocketClientHandshakeException refused) {
            return refusal(refused);
        }
        if (cause instanceof OpenFailedException known) {
            return known.failure();
        }
        return Failure.of(NetworkError.describe(cause, route));
    }

    private Failure refusal(WebSocketClientHandshakeException refused) {
        HttpResponse response = refused.response();
        if (response == null || response.status().code() == 101) {
            return Failure.of(route.target() + " answered the WebSocket handshake with what is none; check the URL");
        }
        String retryAfter = response.headers().get("Retry-After");
        return Failure.ofStatus(
                response.status().code(),
                retryAfter == null ? Optional.empty() : RetryAfter.parse(retryAfter, Instant.now()),
                route.target() + " refused the WebSocket handshake with status "
                        + response.status().code());
    }
}

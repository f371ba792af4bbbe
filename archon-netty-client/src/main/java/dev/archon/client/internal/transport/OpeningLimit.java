package dev.archon.client.internal.transport;

import dev.archon.client.internal.net.Route;
import dev.archon.protocol.session.Failure;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolHandler.ClientHandshakeStateEvent;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import org.jspecify.annotations.Nullable;

/**
 * Says which stage the opening of a WebSocket was in when its time was up. From the TCP connection on it is a handler of
 * the connection. Belongs to the event loop.
 */
final class OpeningLimit extends ChannelInboundHandlerAdapter {

    private final Route route;
    private final boolean encrypted;
    private final long limitMillis;
    private @Nullable ChannelHandlerContext context;
    private boolean secured;
    private boolean opened;

    OpeningLimit(Route route, boolean encrypted, long limitMillis) {
        this.route = route;
        this.encrypted = encrypted;
        this.limitMillis = limitMillis;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext added) {
        context = added;
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event instanceof SslHandshakeCompletionEvent handshake) {
            secured = handshake.isSuccess();
        } else if (event == ClientHandshakeStateEvent.HANDSHAKE_COMPLETE) {
            opened = true;
        }
        context.fireUserEventTriggered(event);
    }

    /** The time is up: what is not open yet fails. */
    void over(Attempt<Connection> attempt) {
        if (opened) {
            return;
        }
        ChannelHandlerContext reached = context;
        if (reached == null) {
            attempt.timedOut(limitMillis);
            return;
        }
        String what = encrypted && !secured ? "the TLS handshake" : "the WebSocket handshake";
        reached.fireExceptionCaught(new OpenFailedException(Failure.of(route.target() + " did not complete " + what
                + " within " + limitMillis + " ms (openTimeout); check scheme and port of the URL, and the network")));
    }
}

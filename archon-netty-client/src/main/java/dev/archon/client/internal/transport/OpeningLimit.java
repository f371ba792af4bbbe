package dev.archon.client.internal.transport;

import dev.archon.client.internal.net.Route;
import dev.archon.protocol.session.Failure;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.EventLoop;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolHandler.ClientHandshakeStateEvent;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import io.netty.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Says which stage the opening of a WebSocket was in when its time was up. From the TCP connection to the end of the
 * handshake it is a handler of the connection. Belongs to the event loop.
 */
final class OpeningLimit extends ChannelInboundHandlerAdapter {

    private final Route route;
    private final boolean encrypted;
    private final long limitMillis;
    private @Nullable ChannelHandlerContext context;
    private @Nullable Future<?> timer;
    private boolean secured;

    OpeningLimit(Route route, boolean encrypted, long limitMillis) {
        this.route = route;
        this.encrypted = encrypted;
        this.limitMillis = limitMillis;
    }

    /** Starts to run, a little shorter than the session waits: that one does not know what was missing. */
    void start(EventLoop loop, ConnectionAttempt<Connection> attempt) {
        timer = loop.schedule(() -> over(attempt), Math.max(1, limitMillis * 19 / 20), TimeUnit.MILLISECONDS);
    }

    /** Ends without a word. */
    void cancel() {
        if (timer != null) {
            timer.cancel(false);
        }
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
            cancel();
            context.fireUserEventTriggered(event);
            context.pipeline().remove(this);
            return;
        }
        context.fireUserEventTriggered(event);
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        cancel();
        context.fireChannelInactive();
    }

    private void over(ConnectionAttempt<Connection> attempt) {
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

package dev.archon.client.internal.transport;

import dev.archon.client.internal.handshake.Handshake;
import dev.archon.client.internal.net.NetworkError;
import dev.archon.client.internal.net.Route;
import dev.archon.client.internal.observe.LogOutput;
import dev.archon.protocol.session.Failure;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolHandler.ClientHandshakeStateEvent;

/**
 * Converts exceptions in the pipeline to {@link OpenFailedException}s until the WebSocket is open, and is removed then, so
 * that what the handshake has read is not kept any longer than it lasts.
 */
final class PipelineErrorHandler extends ChannelInboundHandlerAdapter {

    private final Route route;
    private final LogOutput log;
    private final Handshake handshake;

    /** An exception of this program's code during the handshake is logged as well. */
    PipelineErrorHandler(Route route, Handshake handshake, LogOutput log) {
        this.route = route;
        this.handshake = handshake;
        this.log = log;
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event == ClientHandshakeStateEvent.HANDSHAKE_COMPLETE) {
            context.pipeline().remove(this);
        }
        context.fireUserEventTriggered(event);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        context.fireExceptionCaught(new OpenFailedException(failure(cause)));
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        context.fireExceptionCaught(new OpenFailedException(failure(new OpenFailedException(Failure.of(route.target()
                + " ended the connection before the WebSocket handshake was done; check the URL and that it"
                + " is up")))));
        context.fireChannelInactive();
    }

    private Failure failure(Throwable cause) {
        if (!(cause instanceof OpenFailedException) && !NetworkError.isOfTheNetwork(cause)) {
            // The cause is neither the server nor the network, so the log needs the stack trace.
            log.write(System.Logger.Level.ERROR, "a WebSocket could not be opened", cause);
        }
        // Also if the connection breaks or the time is up before the head of the refusal is complete.
        return handshake
                .refusal()
                .orElseGet(() -> cause instanceof OpenFailedException told
                        ? told.failure()
                        : Failure.of(NetworkError.describe(cause, route)));
    }
}

package dev.archon.client.internal.transport;

import dev.archon.client.internal.handshake.Handshake;
import dev.archon.client.internal.net.NetworkError;
import dev.archon.client.internal.net.Route;
import dev.archon.client.internal.observe.LogOutput;
import dev.archon.protocol.session.Failure;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolHandler.ClientHandshakeStateEvent;
import org.jspecify.annotations.Nullable;

/**
 * Handles exceptions in the pipeline: until the WebSocket is open, it converts them to {@link OpenFailedException}s; then
 * it sends the close code that belongs to them (RFC 6455, section 7.4.1).
 */
final class PipelineErrorHandler extends ChannelInboundHandlerAdapter {

    private final Route route;
    private final LogOutput log;

    /** {@code null} once the WebSocket is open: what the handshake has read is not kept any longer than it lasts. */
    private @Nullable Handshake handshake;

    /** An exception of this program's code during the handshake is logged as well. */
    PipelineErrorHandler(Route route, Handshake handshake, LogOutput log) {
        this.route = route;
        this.handshake = handshake;
        this.log = log;
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event == ClientHandshakeStateEvent.HANDSHAKE_COMPLETE) {
            handshake = null;
        }
        context.fireUserEventTriggered(event);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        Handshake opening = handshake;
        if (opening != null) {
            context.fireExceptionCaught(new OpenFailedException(failure(opening, cause)));
            return;
        }
        if (cause instanceof CorruptedWebSocketFrameException corrupted) {
            context.writeAndFlush(new CloseWebSocketFrame(corrupted.closeStatus()));
        }
        context.fireExceptionCaught(cause);
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        Handshake opening = handshake;
        if (opening != null) {
            context.fireExceptionCaught(new OpenFailedException(failure(
                    opening,
                    new OpenFailedException(Failure.of(
                            route.target() + " ended the connection before the WebSocket handshake was done; check the"
                                    + " URL and that it is up")))));
        }
        context.fireChannelInactive();
    }

    private Failure failure(Handshake opening, Throwable cause) {
        if (!(cause instanceof OpenFailedException) && !NetworkError.isOfTheNetwork(cause)) {
            // The cause is neither the server nor the network, so the log needs the stack trace.
            log.write(System.Logger.Level.ERROR, "a WebSocket could not be opened", cause);
        }
        // Also if the connection breaks or the time is up before the head of the refusal is complete.
        return opening.refusal()
                .orElseGet(() -> cause instanceof OpenFailedException told
                        ? told.failure()
                        : Failure.of(NetworkError.describe(cause, route)));
    }
}

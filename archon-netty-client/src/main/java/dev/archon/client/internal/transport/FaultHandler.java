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
import java.util.Optional;

/**
 * What is thrown in the pipeline: until the WebSocket is open it becomes an {@link OpenFailedException}, then it gets the
 * close code that belongs to it (RFC 6455, section 7.4.1).
 */
final class FaultHandler extends ChannelInboundHandlerAdapter {

    private final Route route;
    private final Handshake handshake;
    private final LogOutput log;
    private boolean opened;

    /** What code of this program throws during the handshake goes to the log as well. */
    FaultHandler(Route route, Handshake handshake, LogOutput log) {
        this.route = route;
        this.handshake = handshake;
        this.log = log;
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
            context.fireExceptionCaught(new OpenFailedException(failure(new OpenFailedException(
                    Failure.of(route.target() + " ended the connection before the WebSocket handshake was done; check the"
                            + " URL and that it is up")))));
        }
        context.fireChannelInactive();
    }

    private Failure failure(Throwable cause) {
        // Also if the connection breaks or the time is up before its head is complete, and in the middle of its body.
        Optional<Failure> refusal = handshake.refusal();
        if (refusal.isPresent()) {
            return refusal.get();
        }
        if (cause instanceof OpenFailedException known) {
            return known.failure();
        }
        if (!NetworkError.isOfTheNetwork(cause)) {
            // Neither the server nor the network: somebody has to see where it was thrown.
            log.write(System.Logger.Level.ERROR, "a WebSocket could not be opened", cause);
        }
        return Failure.of(NetworkError.describe(cause, route));
    }
}

package dev.archon.client.internal.transport;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** Limits the time in which a connection closes, whichever side has started that. */
final class CloseLimit {

    /** How long what is still to be written, the server's close frame and the end of TLS may take together. */
    static final long MILLIS = 2_000;

    private CloseLimit() {}

    /** Closes the socket when the limit is over, if it is still open then. To be called by the event loop. */
    static void start(Channel channel) {
        if (!channel.isOpen()) {
            return;
        }
        Future<?> limit = channel.eventLoop().schedule(() -> closeSocket(channel), MILLIS, TimeUnit.MILLISECONDS);
        channel.closeFuture().addListener(closed -> limit.cancel(false));
    }

    /** From the first handler on: TLS, which is the first one, waits until its last record is written. */
    private static void closeSocket(Channel channel) {
        ChannelHandlerContext first = channel.pipeline().firstContext();
        if (first != null) {
            first.close();
        }
    }
}

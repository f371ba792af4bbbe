package dev.archon.simulator.internal.wire;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.util.ReferenceCountUtil;
import java.nio.channels.ClosedChannelException;
import java.util.concurrent.TimeUnit;

/** Makes a connection half-open: discards what is written, and reads nothing. */
final class BlackHoleHandler extends ChannelOutboundHandlerAdapter {

    /** A peer that disconnects is noticed only by reading, so a dead channel has to be closed after some time. */
    private static final long MINUTES_KEPT = 10;

    private BlackHoleHandler() {}

    /** Makes a channel go dead, without telling its peer. */
    static void install(Channel channel) {
        if (!channel.isActive()) {
            return;
        }
        channel.config().setAutoRead(false);
        channel.pipeline().addFirst(new BlackHoleHandler());
        var unused = channel.eventLoop().schedule(() -> channel.close(), MINUTES_KEPT, TimeUnit.MINUTES);
    }

    @Override
    public void write(ChannelHandlerContext ctx, Object message, ChannelPromise promise) {
        ReferenceCountUtil.release(message);
        promise.tryFailure(new ClosedChannelException());
    }

    @Override
    public void flush(ChannelHandlerContext ctx) {
        // What was written before is on its way already.
    }
}

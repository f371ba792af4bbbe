package dev.archon.client.internal.transport;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;

/** Notes when bytes came in. Stands before the frame decoder, so that a long frame counts while it arrives. */
final class ReadClock extends ChannelInboundHandlerAdapter {

    private long lastRead = System.nanoTime();

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        lastRead = System.nanoTime();
        context.fireChannelRead(message);
    }

    /** Reading goes on after a pause, in which nothing could come. */
    void resumed() {
        lastRead = System.nanoTime();
    }

    long nanosSinceRead() {
        return System.nanoTime() - lastRead;
    }
}

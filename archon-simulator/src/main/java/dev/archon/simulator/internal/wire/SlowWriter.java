package dev.archon.simulator.internal.wire;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import java.nio.channels.ClosedChannelException;
import java.util.ArrayDeque;
import java.util.Deque;

/** Holds back the bytes that are written to a channel, and releases a few at a time. Belongs to the event loop. */
final class SlowWriter extends ChannelOutboundHandlerAdapter {

    private final Deque<Held> held = new ArrayDeque<>();
    private long allowed;

    private record Held(ByteBuf bytes, ChannelPromise promise) {}

    /** Slows a channel down, or allows more bytes if it is slow already. */
    static void allow(Channel channel, int bytes) {
        SlowWriter writer = channel.pipeline().get(SlowWriter.class);
        if (writer == null && channel.isActive()) {
            writer = new SlowWriter();
            channel.pipeline().addFirst(writer);
        }
        if (writer != null) {
            writer.release(channel.pipeline().context(writer), bytes);
        }
    }

    /** Writes all bytes that were held back, and no longer slows the channel down. */
    static void release(Channel channel) {
        if (channel.pipeline().get(SlowWriter.class) != null) {
            channel.pipeline().remove(SlowWriter.class);
        }
    }

    /** Whether something is held back, so that nothing more should be written until the channel's writability changes. */
    static boolean isHolding(Channel channel) {
        SlowWriter writer = channel.pipeline().get(SlowWriter.class);
        return writer != null && !writer.held.isEmpty();
    }

    @Override
    public void write(ChannelHandlerContext ctx, Object message, ChannelPromise promise) {
        if (message instanceof ByteBuf bytes) {
            held.add(new Held(bytes, promise));
        } else {
            ctx.write(message, promise);
        }
    }

    @Override
    public void flush(ChannelHandlerContext ctx) {
        release(ctx, 0);
    }

    private void release(ChannelHandlerContext ctx, int more) {
        boolean wasHolding = !held.isEmpty();
        allowed = wasHolding ? allowed + more : more;
        for (Held next = held.peek(); next != null && allowed >= 0; next = held.peek()) {
            int length = next.bytes().readableBytes();
            if (length <= allowed) {
                held.remove();
                allowed -= length;
                ctx.write(next.bytes(), next.promise());
            } else if (allowed > 0) {
                ctx.write(next.bytes().readRetainedSlice((int) allowed));
                allowed = 0;
            } else {
                break;
            }
        }
        ctx.flush();
        if (wasHolding && held.isEmpty()) {
            tellRoom(ctx);
        }
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext ctx) {
        for (Held next = held.poll(); next != null; next = held.poll()) {
            if (ctx.channel().isActive()) {
                ctx.write(next.bytes(), next.promise());
            } else {
                next.bytes().release();
                next.promise().tryFailure(new ClosedChannelException());
            }
        }
        ctx.flush();
        tellRoom(ctx);
    }

    /** In a later task, because writers may then fill and empty this handler many times. */
    private static void tellRoom(ChannelHandlerContext ctx) {
        ctx.executor().execute(ctx.pipeline()::fireChannelWritabilityChanged);
    }
}

package dev.archon.simulator.internal.wire;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import java.nio.channels.ClosedChannelException;
import java.util.ArrayDeque;
import java.util.Deque;

/** Holds back what is written to a channel, and lets go of it a few bytes at a time. Belongs to the channel's event loop. */
final class SlowWriter extends ChannelOutboundHandlerAdapter {

    private final Deque<Held> held = new ArrayDeque<>();
    private long allowed;

    private record Held(ByteBuf bytes, ChannelPromise promise) {}

    /** Slows a channel down, or lets it have more bytes if it is slow. */
    static void allow(Channel channel, int bytes) {
        SlowWriter writer = channel.pipeline().get(SlowWriter.class);
        if (writer == null && channel.isActive()) {
            writer = new SlowWriter();
            channel.pipeline().addFirst(writer);
        }
        if (writer != null) {
            writer.letGo(channel.pipeline().context(writer), bytes);
        }
    }

    /** Lets a channel have all that was held back, and no longer slows it down. */
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
        letGo(ctx, 0);
    }

    private void letGo(ChannelHandlerContext ctx, int more) {
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

    /** Later, because whoever writes then may fill and empty this handler many times. */
    private static void tellRoom(ChannelHandlerContext ctx) {
        ctx.executor().execute(ctx.pipeline()::fireChannelWritabilityChanged);
    }
}

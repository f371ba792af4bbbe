package dev.archon.simulator.internal.wire;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.websocketx.WebSocketFrameEncoder;
import java.nio.channels.ClosedChannelException;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Sends the frames that are written to a channel along a {@link Link}, and writes each when it arrives. Stands below whatever
 * makes frames, so that pongs and close frames travel too, and above TLS. Belongs to the channel's event loop.
 *
 * <p>Time is that of the turns in which something was sent, changed or due, and not that of the clock: a time that is moved by
 * hand is ahead of what has been handed over so far.
 */
final class LinkWriter extends ChannelOutboundHandlerAdapter {

    /** As much as a large TCP window: whoever writes should wait while so much is on its way. */
    private static final long WINDOW_BYTES = 1 << 20;

    private final Link<Held> link;
    private final LinkTime time;
    private final Runnable whenRoom;
    private @Nullable Instant sentAt;
    private @Nullable Instant alarm;

    /** A frame that is on its way, and the promise of its write; null if more of the same write follows. */
    private record Held(ByteBuf bytes, @Nullable ChannelPromise promise) {}

    /**
     * Makes a writer along a line that carries everything at once.
     *
     * @param link the line
     * @param time the time that frames travel in
     * @param whenRoom runs when the line {@linkplain #isFull is not full} any more
     */
    LinkWriter(Link<Held> link, LinkTime time, Runnable whenRoom) {
        this.link = link;
        this.time = time;
        this.whenRoom = whenRoom;
    }

    /** Puts this into a channel's pipeline. */
    void install(Channel channel) {
        ChannelHandlerContext encoder = channel.pipeline().context(WebSocketFrameEncoder.class);
        if (encoder == null) {
            channel.pipeline().addFirst(this);
        } else {
            channel.pipeline().addBefore(encoder.name(), null, this);
        }
    }

    /** Changes the conditions, also of what is on its way. */
    void set(Channel channel, LinkConditions conditions, Instant now) {
        ChannelHandlerContext ctx = channel.pipeline().context(this);
        if (ctx != null) {
            link.set(conditions, now);
            arrive(ctx, now);
        }
    }

    /** Whether nothing more should be written for now. */
    boolean isFull() {
        return link.bytes() >= WINDOW_BYTES;
    }

    /** Whether something is on its way. */
    boolean isCarrying() {
        return !link.isEmpty();
    }

    /** Says when what is written next was sent, if that was earlier than now; null for now. */
    void sentAt(@Nullable Instant when) {
        sentAt = when;
    }

    @Override
    public void write(ChannelHandlerContext ctx, Object message, ChannelPromise promise) {
        if (!(message instanceof ByteBuf frames)) {
            ctx.write(message, promise);
            return;
        }
        if (link.isIdle()) {
            ctx.write(message, promise);
            return;
        }
        Instant sent = sentAt == null ? time.now() : sentAt;
        boolean wasEmpty = link.isEmpty();
        split(frames, promise, sent);
        if (wasEmpty) {
            arrive(ctx, sent);
        }
    }

    private void split(ByteBuf frames, ChannelPromise promise, Instant sent) {
        while (true) {
            int length = frames.isReadable() ? frameLength(frames) : 0;
            if (length == frames.readableBytes()) {
                link.add(new Held(frames, promise), length, sent);
                return;
            }
            link.add(new Held(frames.readRetainedSlice(length), null), length, sent);
        }
    }

    private static int frameLength(ByteBuf frames) {
        ByteBuf head = frames.duplicate();
        head.skipBytes(1);
        int payload = FrameEncoder.length(head);
        return Math.min(frames.readableBytes(), head.readerIndex() - frames.readerIndex() + payload);
    }

    /** Writes what has arrived. */
    private void arrive(ChannelHandlerContext ctx, Instant now) {
        boolean wasFull = isFull();
        for (Held next = link.poll(now); next != null; next = link.poll(now)) {
            ctx.write(next.bytes, next.promise == null ? ctx.newPromise() : next.promise);
        }
        int part = link.takePart(now);
        Held begun = link.peek();
        if (part > 0 && begun != null) {
            ctx.write(begun.bytes.readRetainedSlice(part));
        }
        ctx.flush();
        wakeAt(ctx, link.nextPart(now));
        if (wasFull && !isFull()) {
            // Later, because whoever writes then may fill and empty the line many times.
            ctx.executor().execute(whenRoom);
        }
    }

    private void wakeAt(ChannelHandlerContext ctx, Optional<Instant> due) {
        if (due.isEmpty()) {
            alarm = null;
        } else if (!due.get().equals(alarm)) {
            Instant when = due.get();
            alarm = when;
            time.at(when, now -> ctx.executor().execute(() -> ring(ctx, when, now)));
        }
    }

    private void ring(ChannelHandlerContext ctx, Instant when, Instant now) {
        // Another one may have taken its place, or the handler may be removed.
        if (when.equals(alarm)) {
            alarm = null;
            arrive(ctx, now);
        }
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext ctx) {
        alarm = null;
        for (Held next = link.poll(Instant.MAX); next != null; next = link.poll(Instant.MAX)) {
            next.bytes.release();
            if (next.promise != null) {
                next.promise.tryFailure(new ClosedChannelException());
            }
        }
    }
}

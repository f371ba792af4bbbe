package dev.archon.simulator.internal.wire;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The frames that wait to be written to one WebSocket: blocks, whose bytes are bounded, and floods, which make their
 * frames only when there is room.
 *
 * <p>Netty gets them only as fast as the peer reads, so that what is sent last need not wait behind the whole backlog. The
 * queue itself belongs to the channel's event loop; the methods that may be called from any thread say so.
 */
final class SendQueue {

    /** Most sockets have nothing waiting most of the time. */
    private static final int FEW = 1;

    /** Below this a source that has more should send more. */
    private static final long ROOM_BYTES = 1 << 20;

    private final Channel channel;
    private final long limit;
    private final AtomicLong logLinesSent;
    private final AtomicLong backlog = new AtomicLong();
    private final Deque<Sent> blocks = new ArrayDeque<>(FEW);
    private final Deque<Flood.Share> floods = new ArrayDeque<>(FEW);
    private volatile Runnable whenRoom = () -> {};
    private @Nullable Runnable last;
    private boolean lastHasRun;
    private @Nullable LinkWriter link;

    /** A block, and the simulated time at which it was sent. */
    private record Sent(Block block, Instant at) {}

    /**
     * Makes an empty queue.
     *
     * @param limit how many bytes of blocks may wait
     * @param logLinesSent counts the console lines that are written
     */
    SendQueue(Channel channel, long limit, AtomicLong logLinesSent) {
        this.channel = channel;
        this.limit = limit;
        this.logLinesSent = logLinesSent;
    }

    /**
     * Adds a block. May be called from any thread.
     *
     * @param sent the simulated time
     * @return whether it is within the limit; if not, it is not added
     */
    boolean add(Block block, Instant sent) {
        if (backlog.addAndGet(block.size()) > limit) {
            return false;
        }
        channel.eventLoop().execute(() -> {
            if (last == null) {
                blocks.add(new Sent(block, sent));
                drain();
            }
        });
        return true;
    }

    /**
     * Adds blocks with one task for the event loop. May be called from any thread.
     *
     * @param sent the simulated time
     * @return whether all are within the limit; if not, those that are are added
     */
    boolean add(List<Block> more, Instant sent) {
        List<Sent> fitting = new ArrayList<>(more.size());
        for (Block block : more) {
            if (backlog.addAndGet(block.size()) > limit) {
                break;
            }
            fitting.add(new Sent(block, sent));
        }
        channel.eventLoop().execute(() -> {
            if (last == null) {
                blocks.addAll(fitting);
                drain();
            }
        });
        return fitting.size() == more.size();
    }

    /** Adds log lines, which are written while no block waits. May be called from any thread. */
    void add(Flood.Share share) {
        channel.closeFuture().addListener(closed -> share.end());
        channel.eventLoop().execute(() -> {
            if (last == null) {
                floods.add(share);
                drain();
            } else {
                share.end();
            }
        });
    }

    /** Whether less than a mebibyte of blocks waits. May be called from any thread. */
    boolean hasRoom() {
        return backlog.get() < ROOM_BYTES;
    }

    /** Sets the action that runs on the event loop whenever there is room again. May be called from any thread. */
    void whenRoom(Runnable action) {
        whenRoom = action;
    }

    /** Says what holds back the bytes that are written from now on. */
    void sendAlong(LinkWriter writer) {
        link = writer;
    }

    /** Removes the blocks that Netty has not got yet. */
    void discard() {
        blocks.clear();
    }

    /**
     * Accepts nothing more, ends the floods, and runs an action behind the last block.
     *
     * @return whether this was the first call; a later one has no effect
     */
    boolean finish(Runnable action) {
        if (last != null) {
            return false;
        }
        last = action;
        floods.forEach(Flood.Share::end);
        floods.clear();
        drain();
        return true;
    }

    /** Writes as much as the peer takes. To be called again when the channel becomes writable. */
    void drain() {
        boolean wrote = false;
        while (channel.isWritable() && !SlowWriter.isHolding(channel) && (link == null || !link.isFull())) {
            Sent next = blocks.poll();
            if (next != null) {
                write(next);
            } else if (!writeFlood()) {
                break;
            }
            wrote = true;
        }
        if (wrote) {
            channel.flush();
        }
        Runnable action = last;
        if (action != null && blocks.isEmpty() && !lastHasRun) {
            lastHasRun = true;
            action.run();
        }
    }

    private void write(Sent sent) {
        LinkWriter line = link;
        if (line == null) {
            write(sent.block);
            return;
        }
        line.sentAt(sent.at);
        write(sent.block);
        line.sentAt(null);
    }

    private void write(Block block) {
        // Counted before the peer can receive it, so that no client has received more than was counted.
        logLinesSent.addAndGet(block.logLines());
        channel.write(block.buffer()).addListener(written -> {
            long left = backlog.addAndGet(-block.size());
            if (left < ROOM_BYTES && left + block.size() >= ROOM_BYTES) {
                whenRoom.run();
            }
            if (!written.isSuccess()) {
                logLinesSent.addAndGet(-block.logLines());
            }
        });
    }

    private boolean writeFlood() {
        Flood.Share share = floods.peek();
        while (share != null && share.isEmpty()) {
            share.end();
            floods.remove();
            share = floods.peek();
        }
        if (share == null) {
            return false;
        }
        write(share);
        return true;
    }

    private void write(Flood.Share share) {
        ByteBuf frames = share.take(channel.alloc());
        int lines = share.taken();
        boolean done = share.isEmpty();
        if (done) {
            floods.remove();
        }
        logLinesSent.addAndGet(lines);
        channel.write(frames).addListener(written -> {
            if (!written.isSuccess()) {
                logLinesSent.addAndGet(-lines);
            }
            if (done) {
                share.end();
            }
        });
    }
}

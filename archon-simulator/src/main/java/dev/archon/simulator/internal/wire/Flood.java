package dev.archon.simulator.internal.wire;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Log lines for a number of sockets, each of which takes them as fast as its peer reads: nothing is made before there is
 * room for it, so nothing waits.
 */
final class Flood {

    private final FloodLines lines;
    private final long count;
    private final CompletableFuture<Void> result = new CompletableFuture<>();

    /** The shares that have not ended, and one more while they are being handed out. */
    private final AtomicInteger open = new AtomicInteger(1);

    /**
     * Makes a flood without shares.
     *
     * @param lines the lines
     * @param count how many of them each socket gets
     */
    Flood(FloodLines lines, long count) {
        this.lines = lines;
        this.count = count;
    }

    /** Completes when every share has ended; cancelling it ends them all. */
    CompletableFuture<Void> result() {
        return result;
    }

    /** Makes the share of one socket. */
    Share share() {
        open.incrementAndGet();
        return new Share();
    }

    /** To be called when every share has been handed out. */
    void handedOut() {
        close();
    }

    private void close() {
        if (open.decrementAndGet() == 0) {
            result.complete(null);
        }
    }

    /** One socket's lines. Belongs to the socket's event loop. */
    final class Share {

        private long sent;
        private int taken;
        private boolean ended;

        private Share() {}

        /** Whether there is nothing more to take. */
        boolean isEmpty() {
            return ended || sent == count || result.isDone();
        }

        /** The next lines as whole frames; only while there are any. */
        ByteBuf take(ByteBufAllocator allocator) {
            taken = (int) Math.min(FloodLines.BLOCK, count - sent);
            ByteBuf frames = allocator.directBuffer(lines.size(taken));
            lines.write(frames, sent / FloodLines.BLOCK, taken);
            sent += taken;
            return frames;
        }

        /** How many lines were taken last. */
        int taken() {
            return taken;
        }

        /** Ends this share: discards the lines that have not been taken, or reports that the last ones have been written. */
        void end() {
            if (!ended) {
                ended = true;
                close();
            }
        }
    }
}

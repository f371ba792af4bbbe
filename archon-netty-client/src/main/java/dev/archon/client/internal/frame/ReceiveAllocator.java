package dev.archon.client.internal.frame;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.DefaultMaxMessagesRecvByteBufAllocator;

/**
 * Lets all connections of an event loop read into its one large buffer.
 *
 * <p>A burst is then taken in few reads, and a connection that is idle has no buffer. Each connection gets one read before
 * the next one's turn. Whoever keeps a buffer, as the HTTP decoder may for part of a response, only makes the next reads
 * smaller: a buffer that is still held is never written to.
 */
@SuppressWarnings("deprecation") // what a handle extends; there is nothing else yet
public final class ReceiveAllocator extends DefaultMaxMessagesRecvByteBufAllocator {

    private static final int SMALL = 16 * 1024;

    /** Makes an allocator. */
    public ReceiveAllocator() {
        super(1);
    }

    @Override
    public Handle newHandle() {
        return new SharedHandle();
    }

    private final class SharedHandle extends MaxMessageHandle {

        @Override
        public int guess() {
            return LoopBuffers.SIZE;
        }

        @Override
        public ByteBuf allocate(ByteBufAllocator allocator) {
            ByteBuf shared = LoopBuffers.current().receive();
            return shared.refCnt() == 1 ? shared.clear().retain() : allocator.ioBuffer(SMALL);
        }
    }
}

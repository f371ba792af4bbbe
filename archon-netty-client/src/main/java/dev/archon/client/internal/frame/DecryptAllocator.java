package dev.archon.client.internal.frame;

import io.netty.buffer.AbstractByteBufAllocator;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;

/**
 * Lets the TLS handlers of an event loop decrypt into its one array, record by record. Everything else that a connection
 * allocates comes from the allocator that it had before.
 */
public final class DecryptAllocator extends AbstractByteBufAllocator {

    private final ByteBufAllocator otherwise;
    private final Thread loop = Thread.currentThread();

    private DecryptAllocator(ByteBufAllocator otherwise) {
        this.otherwise = otherwise;
    }

    /**
     * The allocator of the event loop that calls this.
     *
     * @param otherwise allocates what is no decrypted record
     * @return the allocator, the same for all of the loop's connections
     */
    public static DecryptAllocator ofThisLoop(ByteBufAllocator otherwise) {
        LoopBuffers buffers = LoopBuffers.current();
        DecryptAllocator made = buffers.allocator();
        if (made == null || made.otherwise != otherwise) {
            made = new DecryptAllocator(otherwise);
            buffers.allocator(made);
        }
        return made;
    }

    /**
     * Allocates what Netty decrypts a record into, and whatever else it has no preference of memory for. Other threads than
     * the event loop may ask as well.
     */
    @Override
    public ByteBuf buffer(int initialCapacity) {
        if (initialCapacity <= LoopBuffers.RECORD && Thread.currentThread() == loop) {
            ByteBuf shared = LoopBuffers.current().decrypted();
            if (shared.refCnt() == 1) {
                return shared.clear().retain();
            }
        }
        return otherwise.heapBuffer(initialCapacity);
    }

    @Override
    protected ByteBuf newHeapBuffer(int initialCapacity, int maxCapacity) {
        return otherwise.heapBuffer(initialCapacity, maxCapacity);
    }

    @Override
    protected ByteBuf newDirectBuffer(int initialCapacity, int maxCapacity) {
        return otherwise.directBuffer(initialCapacity, maxCapacity);
    }

    @Override
    public boolean isDirectBufferPooled() {
        return otherwise.isDirectBufferPooled();
    }
}

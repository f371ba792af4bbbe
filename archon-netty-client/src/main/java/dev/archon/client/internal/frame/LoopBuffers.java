package dev.archon.client.internal.frame;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.util.concurrent.FastThreadLocal;

/** What the connections of an event loop share, as they are read one after the other. */
final class LoopBuffers {

    /** Of what a read may bring at most, in bytes. */
    static final int SIZE = 512 * 1024;

    /** Of what is walked at a time. Not all of a read: what was copied last is then still in the processor's cache. */
    private static final int WINDOW = 128 * 1024;

    // It lives as long as its thread, which is no leak, and a buffer of the pool would keep a part of it from others.
    private static final UnpooledByteBufAllocator UNPOOLED = new UnpooledByteBufAllocator(true, true);

    private static final FastThreadLocal<LoopBuffers> LOCAL = new FastThreadLocal<>() {
        @Override
        protected LoopBuffers initialValue() {
            return new LoopBuffers();
        }

        @Override
        protected void onRemoval(LoopBuffers buffers) {
            buffers.receive.release();
        }
    };

    private final ByteBuf receive = UNPOOLED.directBuffer(SIZE, SIZE);
    private final byte[] window = new byte[WINDOW];
    private final ScratchBuffer inflated = new ScratchBuffer();

    private LoopBuffers() {}

    static LoopBuffers current() {
        return LOCAL.get();
    }

    /** What sockets are read into; free if nobody else holds a reference. */
    ByteBuf receive() {
        return receive;
    }

    /** Where frames are walked. */
    byte[] window() {
        return window;
    }

    /** Where compressed messages are inflated. */
    ScratchBuffer inflated() {
        return inflated;
    }
}

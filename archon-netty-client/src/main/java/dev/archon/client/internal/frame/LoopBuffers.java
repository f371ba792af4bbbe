package dev.archon.client.internal.frame;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.FastThreadLocal;
import org.jspecify.annotations.Nullable;

/** What the connections of an event loop share, as they are read one after the other. */
final class LoopBuffers {

    /** Of what a read may bring at most, in bytes. */
    static final int SIZE = 512 * 1024;

    /** Of what is walked at a time. Not all of a read: what was copied last is then still in the processor's cache. */
    static final int WINDOW = 128 * 1024;

    /** Of the largest record of TLS that is decrypted, with room for what a provider asks for beside it. */
    static final int RECORD = 18 * 1024;

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
            ReferenceCountUtil.release(buffers.decrypted);
        }
    };

    private final ByteBuf receive = UNPOOLED.directBuffer(SIZE, SIZE);
    private final byte[] window = new byte[WINDOW];
    private final ScratchBuffer inflated = new ScratchBuffer();

    /** Made when the first connection needs them, since many clients have none with TLS, or none without. */
    private byte[] encrypted = {};

    private @Nullable ByteBuf decrypted;
    private @Nullable DecryptAllocator allocator;

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

    /** Where whole records of TLS lie until they are decrypted. */
    byte[] encrypted() {
        if (encrypted.length == 0) {
            encrypted = new byte[WINDOW];
        }
        return encrypted;
    }

    /** Leaves the array to whoever still reads from it. */
    void leaveEncrypted(byte[] left) {
        if (left == encrypted) {
            encrypted = new byte[0];
        }
    }

    /** Where the JDK's TLS decrypts into, a record at a time; free if nobody else holds a reference. */
    ByteBuf decrypted() {
        ByteBuf made = decrypted;
        if (made == null) {
            made = UNPOOLED.heapBuffer(RECORD);
            decrypted = made;
        } else if (made.capacity() > RECORD && made.refCnt() == 1) {
            // Something else than a record was written into it, and it grew.
            made.clear().capacity(RECORD);
        }
        return made;
    }

    /** The allocator of connections with TLS; {@code null} if there is none yet. */
    @Nullable
    DecryptAllocator allocator() {
        return allocator;
    }

    void allocator(DecryptAllocator made) {
        allocator = made;
    }

    /** Where compressed messages are inflated. */
    ScratchBuffer inflated() {
        return inflated;
    }
}

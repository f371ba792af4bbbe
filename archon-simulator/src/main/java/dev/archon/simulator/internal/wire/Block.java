package dev.archon.simulator.internal.wire;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;

/** Whole WebSocket frames, encoded once, for one socket or many. */
public final class Block {

    private final byte[] bytes;
    private final int logLines;

    /**
     * Makes a block.
     *
     * @param bytes the frames; not copied, and not to be changed any more
     * @param logLines how many lines of the console they hold
     */
    public Block(byte[] bytes, int logLines) {
        this.bytes = bytes;
        this.logLines = logLines;
    }

    /**
     * How large the block is.
     *
     * @return the length of all frames, in bytes
     */
    public int size() {
        return bytes.length;
    }

    /**
     * How many lines of the console the block holds.
     *
     * @return the number of lines
     */
    public int logLines() {
        return logLines;
    }

    /**
     * A buffer over the same bytes, for one socket to write.
     *
     * @return a new buffer, which the caller releases
     */
    public ByteBuf buffer() {
        return Unpooled.wrappedBuffer(bytes);
    }
}

package dev.archon.simulator;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;

/** Whole WebSocket frames, encoded once, for one socket or many. */
final class Block {

    private final byte[] bytes;
    private final int logLines;

    /**
     * Makes a block.
     *
     * @param bytes the frames; not copied, and not to be changed any more
     * @param logLines how many lines of the console they hold
     */
    Block(byte[] bytes, int logLines) {
        this.bytes = bytes;
        this.logLines = logLines;
    }

    int size() {
        return bytes.length;
    }

    int logLines() {
        return logLines;
    }

    /** A buffer over the same bytes, for one socket to write. */
    ByteBuf buffer() {
        return Unpooled.wrappedBuffer(bytes);
    }
}

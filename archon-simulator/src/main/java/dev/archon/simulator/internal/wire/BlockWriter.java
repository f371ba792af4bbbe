package dev.archon.simulator.internal.wire;

import dev.archon.protocol.codec.EventCodec;
import dev.archon.protocol.console.ConsoleFormat;
import dev.archon.protocol.event.ArchonEvent;
import java.io.ByteArrayOutputStream;
import java.util.function.Consumer;

/** Collects frames into blocks of a size that is good to write, and hands each full block on. */
public final class BlockWriter {

    private static final int BLOCK_BYTES = 64 << 10;

    private final Consumer<Block> out;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private int logLines;

    /**
     * Makes a writer without any frames.
     *
     * @param out is called with each block, on the thread that writes
     */
    public BlockWriter(Consumer<Block> out) {
        this.out = out;
    }

    /**
     * Adds a text message.
     *
     * @param payload the message
     * @param lines how many lines of the console it holds
     */
    public void text(byte[] payload, int lines) {
        FrameEncoder.text(bytes, payload);
        logLines += lines;
        if (bytes.size() >= BLOCK_BYTES) {
            flush();
        }
    }

    /**
     * Adds an event as a text message.
     *
     * @param event the event
     */
    public void event(ArchonEvent event) {
        text(EventCodec.encode(event), ConsoleFormat.count(event));
    }

    /**
     * Adds whole frames as they are. They do not count as lines of the console.
     *
     * @param encoded the frames
     */
    public void frames(byte[] encoded) {
        bytes.writeBytes(encoded);
        if (bytes.size() >= BLOCK_BYTES) {
            flush();
        }
    }

    /** Hands on what was added since the last block; without any, nothing happens. */
    public void flush() {
        if (bytes.size() > 0) {
            Block block = new Block(bytes.toByteArray(), logLines);
            bytes.reset();
            logLines = 0;
            out.accept(block);
        }
    }
}

package dev.archon.simulator;

import dev.archon.protocol.codec.EventCodec;
import dev.archon.protocol.console.ConsoleFormat;
import dev.archon.protocol.event.ArchonEvent;
import java.io.ByteArrayOutputStream;
import java.util.function.Consumer;

/** Collects frames into blocks of a size that is good to write, and hands each full block on. */
final class BlockWriter {

    private static final int BLOCK_BYTES = 64 << 10;

    private final Consumer<Block> out;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private int logLines;

    BlockWriter(Consumer<Block> out) {
        this.out = out;
    }

    /**
     * Adds a text message.
     *
     * @param payload the message
     * @param lines how many lines of the console it holds
     */
    void text(byte[] payload, int lines) {
        Frames.text(bytes, payload);
        logLines += lines;
        if (bytes.size() >= BLOCK_BYTES) {
            flush();
        }
    }

    void event(ArchonEvent event) {
        text(EventCodec.encode(event), ConsoleFormat.count(event));
    }

    /** Adds whole frames as they are. */
    void frames(byte[] encoded) {
        bytes.writeBytes(encoded);
        if (bytes.size() >= BLOCK_BYTES) {
            flush();
        }
    }

    void flush() {
        if (bytes.size() > 0) {
            Block block = new Block(bytes.toByteArray(), logLines);
            bytes.reset();
            logLines = 0;
            out.accept(block);
        }
    }
}

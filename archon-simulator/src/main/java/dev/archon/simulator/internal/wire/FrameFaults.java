package dev.archon.simulator.internal.wire;

import dev.archon.simulator.scenario.Fault;
import io.netty.buffer.ByteBuf;
import java.io.ByteArrayOutputStream;
import java.util.Optional;
import java.util.Random;

/**
 * Changes the frames of blocks: cuts messages up, puts pings between. Without such a fault a block stays the same object,
 * so that the usual case costs nothing.
 */
public final class FrameFaults {

    private static final int FIN = 0x80;
    private static final int OPCODE = 0x0F;

    private final Random random;
    private Optional<Fault.Fragmented> fragmented = Optional.empty();
    private Optional<Fault.InterleavedPings> pings = Optional.empty();

    /**
     * Makes faults none of which is switched on.
     *
     * @param random the source of the lengths of fragments
     */
    public FrameFaults(Random random) {
        this.random = random;
    }

    /**
     * Sets the faults that are applied from now on.
     *
     * @param newFragmented cuts messages up
     * @param newPings puts a ping before every frame
     */
    public void set(Optional<Fault.Fragmented> newFragmented, Optional<Fault.InterleavedPings> newPings) {
        fragmented = newFragmented;
        pings = newPings;
    }

    /**
     * Applies the faults to a block.
     *
     * @param block whole frames
     * @return the frames to send instead; the same object if no fault is switched on
     */
    public Block apply(Block block) {
        if (fragmented.isEmpty() && pings.isEmpty()) {
            return block;
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream(block.size() * 2);
        ByteBuf in = block.buffer();
        while (in.isReadable()) {
            int first = in.readUnsignedByte();
            byte[] payload = new byte[FrameEncoder.length(in)];
            in.readBytes(payload);
            message(out, (first & FIN) != 0, first & OPCODE, payload);
        }
        return new Block(out.toByteArray(), block.logLines());
    }

    private void message(ByteArrayOutputStream out, boolean last, int opcode, byte[] payload) {
        int most = fragmented.map(Fault.Fragmented::bytes).orElse(Integer.MAX_VALUE);
        boolean data = opcode == FrameEncoder.TEXT || opcode == FrameEncoder.BINARY;
        if (!data || !last || payload.length < 2 || most == Integer.MAX_VALUE) {
            frame(out, last, opcode, payload, 0, payload.length);
            return;
        }
        int from = 0;
        while (from < payload.length) {
            // Never the whole message: a fault that is switched on has to show.
            int longest = Math.min(most, from == 0 ? payload.length - 1 : payload.length);
            int length = Math.min(1 + random.nextInt(longest), payload.length - from);
            frame(
                    out,
                    from + length == payload.length,
                    from == 0 ? opcode : FrameEncoder.CONTINUATION,
                    payload,
                    from,
                    length);
            from += length;
        }
    }

    private void frame(ByteArrayOutputStream out, boolean last, int opcode, byte[] payload, int from, int length) {
        pings.ifPresent(fault -> FrameEncoder.ping(out, fault.bytes()));
        FrameEncoder.write(out, last, opcode, payload, from, length);
    }
}

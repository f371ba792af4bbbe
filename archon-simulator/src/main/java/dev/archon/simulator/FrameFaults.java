package dev.archon.simulator;

import dev.archon.simulator.scenario.Fault;
import io.netty.buffer.ByteBuf;
import java.io.ByteArrayOutputStream;
import java.util.Optional;
import java.util.Random;

/**
 * Changes the frames of blocks: cuts messages up, puts pings between. Without such a fault a block stays the same object,
 * so that the usual case costs nothing.
 */
final class FrameFaults {

    private static final int FIN = 0x80;
    private static final int OPCODE = 0x0F;

    private final Random random;
    private Optional<Fault.Fragmented> fragmented = Optional.empty();
    private Optional<Fault.InterleavedPings> pings = Optional.empty();

    FrameFaults(Random random) {
        this.random = random;
    }

    void set(Optional<Fault.Fragmented> newFragmented, Optional<Fault.InterleavedPings> newPings) {
        fragmented = newFragmented;
        pings = newPings;
    }

    Block apply(Block block) {
        if (fragmented.isEmpty() && pings.isEmpty()) {
            return block;
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream(block.size() * 2);
        ByteBuf in = block.buffer();
        while (in.isReadable()) {
            int first = in.readUnsignedByte();
            byte[] payload = new byte[Frames.length(in)];
            in.readBytes(payload);
            message(out, (first & FIN) != 0, first & OPCODE, payload);
        }
        return new Block(out.toByteArray(), block.logLines());
    }

    private void message(ByteArrayOutputStream out, boolean last, int opcode, byte[] payload) {
        int most = fragmented.map(Fault.Fragmented::bytes).orElse(Integer.MAX_VALUE);
        boolean data = opcode == Frames.TEXT || opcode == Frames.BINARY;
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
                    from == 0 ? opcode : Frames.CONTINUATION,
                    payload,
                    from,
                    length);
            from += length;
        }
    }

    private void frame(ByteArrayOutputStream out, boolean last, int opcode, byte[] payload, int from, int length) {
        pings.ifPresent(fault -> Frames.ping(out, fault.bytes()));
        Frames.write(out, last, opcode, payload, from, length);
    }
}

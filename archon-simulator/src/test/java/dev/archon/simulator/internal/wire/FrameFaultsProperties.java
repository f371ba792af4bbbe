package dev.archon.simulator.internal.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.archon.simulator.PlainSocket.Frame;
import dev.archon.simulator.scenario.Fault;
import io.netty.buffer.ByteBuf;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class FrameFaultsProperties {

    // Messages of up to 70,000 characters, some of them cut into frames of a byte.
    @Property(tries = 200)
    void messagesThatWereCutArePutTogetherAgain(
            @ForAll @Size(max = 20) List<@From("texts") String> messages,
            @ForAll @IntRange(min = 1, max = 300) int most,
            @ForAll long seed) {
        FrameFaults faults = new FrameFaults(new Random(seed));
        faults.set(Optional.of(new Fault.Fragmented(most)), Optional.empty());

        List<Frame> frames = frames(faults.apply(block(messages)));

        assertEquals(messages, joined(frames));
        assertTrue(frames.stream().allMatch(frame -> frame.payload().length <= most));
        long whole =
                messages.stream().filter(message -> bytes(message).length < 2).count();
        assertEquals(
                whole,
                frames.stream()
                        .filter(frame -> frame.last() && frame.opcode() == FrameEncoder.TEXT)
                        .count());
    }

    @Property(tries = 200)
    void aPingGoesBeforeEveryFrame(
            @ForAll @Size(max = 20) List<@From("texts") String> messages,
            @ForAll @IntRange(max = 125) int length,
            @ForAll long seed) {
        FrameFaults faults = new FrameFaults(new Random(seed));
        faults.set(Optional.of(new Fault.Fragmented(20)), Optional.of(new Fault.InterleavedPings(length)));

        List<Frame> frames = frames(faults.apply(block(messages)));

        for (int i = 0; i < frames.size(); i++) {
            assertEquals(i % 2 == 0, frames.get(i).opcode() == FrameEncoder.PING);
        }
        assertEquals(messages, joined(frames));
    }

    @Property(tries = 10)
    void withoutAFaultABlockIsLeftAlone(@ForAll @Size(max = 5) List<@From("texts") String> messages) {
        Block block = block(messages);

        assertSame(block, new FrameFaults(new Random(1)).apply(block));
    }

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.oneOf(
                        Arbitraries.strings().ofMaxLength(50),
                        Arbitraries.integers().between(100, 70_000).map("ç"::repeat))
                .filter(text -> text.codePoints().noneMatch(c -> c >= 0xD800 && c <= 0xDFFF));
    }

    private static Block block(List<String> messages) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        messages.forEach(message -> FrameEncoder.text(out, bytes(message)));
        return new Block(out.toByteArray(), messages.size());
    }

    private static List<Frame> frames(Block block) {
        List<Frame> frames = new ArrayList<>();
        ByteBuf in = block.buffer();
        while (in.isReadable()) {
            int first = in.readUnsignedByte();
            byte[] payload = new byte[FrameEncoder.length(in)];
            in.readBytes(payload);
            frames.add(new Frame((first & 0x80) != 0, first & 0x0F, payload));
        }
        return frames;
    }

    private static List<String> joined(List<Frame> frames) {
        List<String> messages = new ArrayList<>();
        ByteArrayOutputStream message = new ByteArrayOutputStream();
        for (Frame frame : frames) {
            if (frame.opcode() != FrameEncoder.PING) {
                assertEquals(message.size() > 0, frame.opcode() == FrameEncoder.CONTINUATION);
                message.writeBytes(frame.payload());
                if (frame.last()) {
                    messages.add(message.toString(StandardCharsets.UTF_8));
                    message.reset();
                }
            }
        }
        return messages;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}

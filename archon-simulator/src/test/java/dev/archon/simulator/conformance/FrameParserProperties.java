package dev.archon.simulator.conformance;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class FrameParserProperties {

    /** A frame, whose payload has one byte for each character. */
    record Wire(FrameHeader header, String latin) {

        byte[] payload() {
            return latin.getBytes(ISO_8859_1);
        }
    }

    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void framesAreReadAsTheyWereWrittenHoweverTheirBytesCome(
            @ForAll("frames") List<Wire> frames, @ForAll("pieces") List<Integer> pieces) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        frames.forEach(frame -> write(bytes, frame));
        List<FrameHeader> headers = new ArrayList<>();
        List<byte[]> payloads = new ArrayList<>();
        FrameParser parser = new FrameParser((header, payload) -> {
            headers.add(header);
            payloads.add(payload);
        });

        byte[] all = bytes.toByteArray();
        int at = 0;
        for (int i = 0; at < all.length; i++) {
            int end = Math.min(all.length, at + pieces.get(i % pieces.size()));
            parser.read(all, at, end);
            at = end;
        }

        assertEquals(frames.stream().map(Wire::header).toList(), headers);
        for (int i = 0; i < frames.size(); i++) {
            byte[] payload = frames.get(i).payload();
            assertArrayEquals(Arrays.copyOf(payload, Math.min(payload.length, FrameParser.KEPT)), payloads.get(i));
        }
    }

    @Provide
    Arbitrary<List<Integer>> pieces() {
        return Arbitraries.integers().between(1, 5000).list().ofMinSize(1).ofMaxSize(8);
    }

    @Provide
    Arbitrary<List<Wire>> frames() {
        Arbitrary<String> payload = Arbitraries.oneOf(
                        Arbitraries.integers().between(0, 300), Arbitraries.of(125, 126, 65_535, 65_536))
                .flatMap(length -> Arbitraries.integers().map(seed -> bytes(length, seed)));
        return Combinators.combine(
                        Arbitraries.of(true, false),
                        Arbitraries.integers().between(0, 7),
                        Arbitraries.integers().between(0, 15),
                        Arbitraries.of(true, false),
                        Arbitraries.integers(),
                        payload,
                        Arbitraries.of(1, 2, 8))
                .as((fin, reserved, opcode, masked, key, content, lengthBytes) -> new Wire(
                        new FrameHeader(
                                fin,
                                reserved,
                                opcode,
                                masked,
                                masked ? key : 0,
                                content.length(),
                                lengthBytes(content.length(), lengthBytes) == lengthBytes(content.length(), 1)),
                        content))
                .list()
                .ofMaxSize(5);
    }

    private static String bytes(int length, int seed) {
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; i++) {
            bytes[i] = (byte) (seed + i * 31);
        }
        return new String(bytes, ISO_8859_1);
    }

    /** As many bytes as are wanted for a length, or as many as it needs. */
    private static int lengthBytes(int length, int wanted) {
        int needed = length < 126 ? 1 : length < 65_536 ? 2 : 8;
        return Math.max(needed, wanted);
    }

    private static void write(ByteArrayOutputStream out, Wire wire) {
        FrameHeader header = wire.header();
        int needed = lengthBytes((int) header.length(), 1);
        int size = header.minimal() ? needed : needed == 1 ? 2 : 8;
        out.write((header.fin() ? 0x80 : 0) | (header.reserved() << 4) | header.opcode());
        int mask = header.masked() ? 0x80 : 0;
        out.write(mask | (size == 1 ? (int) header.length() : size == 2 ? 126 : 127));
        for (int shift = size == 1 ? -1 : 8 * (size - 1); shift >= 0; shift -= 8) {
            out.write((int) (header.length() >> shift));
        }
        for (int shift = header.masked() ? 24 : -1; shift >= 0; shift -= 8) {
            out.write(header.maskKey() >> shift);
        }
        byte[] payload = wire.payload();
        for (int i = 0; i < payload.length; i++) {
            out.write(payload[i] ^ (header.masked() ? header.maskKey() >> (24 - 8 * (i % 4)) : 0));
        }
    }
}

package dev.archon.client.internal.frame;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.zip.Deflater;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.statistics.Statistics;

/** With {@code permessage-deflate} the decoder and Netty's handlers agree on any stream that is right, cut anywhere. */
class CompressedFrameProperties {

    private static final int MAX_MESSAGE = 2_000;

    @Property(tries = 5_000, edgeCases = EdgeCasesMode.NONE)
    void agreesOnValidStreams(@ForAll("messages") List<String> messages, @ForAll long seed) {
        Random random = new Random(seed);
        byte[] stream = stream(messages, random);
        List<String> ours = Heard.inflating(MAX_MESSAGE, cut(stream, random));
        assertEquals(NettyDecoding.inflating(MAX_MESSAGE, cut(stream, random)), ours, () -> hex(stream));
        Statistics.label("messages heard")
                .collect(ours.stream()
                                .filter(CompressedFrameProperties::isMessage)
                                .count()
                        == messages.size())
                .coverage(coverage -> coverage.check(true).percentage(percentage -> percentage == 100));
    }

    @Property(tries = 5_000, edgeCases = EdgeCasesMode.NONE)
    void cutsMakeNoDifferenceToWrongStreams(@ForAll("messages") List<String> messages, @ForAll long seed) {
        Random random = new Random(seed);
        byte[] stream = mutate(stream(messages, random), random);
        List<String> whole = Heard.inflating(MAX_MESSAGE, stream);
        assertEquals(whole, Heard.inflating(MAX_MESSAGE, cut(stream, random)), () -> hex(stream));
        assertTrue(whole.stream().noneMatch(word -> word.length() > 3 * MAX_MESSAGE), () -> hex(stream));
    }

    @Provide
    Arbitrary<List<String>> messages() {
        Arbitrary<String> text = Arbitraries.of(
                        "", "a", "a line of text", "Zeile für Zeile", "日本語", "😀", "\\n", "\\u001b[0m", "=".repeat(300))
                .list()
                .ofMaxSize(6)
                .map(list -> String.join(" ", list));
        return Arbitraries.oneOf(
                        text,
                        text.map(line -> "{\"event\":\"log\",\"stream\":\"stdout\",\"message\":\"" + line + "\"}"))
                .filter(message -> Frame.utf8(message).length <= MAX_MESSAGE)
                .list()
                .ofMaxSize(8);
    }

    /** Compressed messages and others, in one frame or several, with control frames between them. */
    private static byte[] stream(List<String> messages, Random random) {
        try (Compressing server = new Compressing()) {
            byte[] stream = {};
            for (String message : messages) {
                boolean compressed = random.nextInt(4) > 0;
                byte[] payload = Frame.utf8(message);
                if (compressed) {
                    payload =
                            server.payload(payload, random.nextInt(4) > 0 ? Deflater.SYNC_FLUSH : Deflater.FULL_FLUSH);
                }
                if (random.nextInt(8) == 0) {
                    server.forget();
                }
                stream =
                        Frame.concat(stream, frames((compressed ? Frame.COMPRESSED : 0) | Frame.TEXT, payload, random));
            }
            return stream;
        }
    }

    private static byte[] frames(int opcode, byte[] payload, Random random) {
        byte[] out = {};
        int from = 0;
        int next = opcode;
        while (random.nextInt(3) == 0) {
            int to = from + random.nextInt(payload.length - from + 1);
            out = Frame.concat(out, Frame.frame(false, next, Arrays.copyOfRange(payload, from, to)));
            if (random.nextInt(3) == 0) {
                byte[] ping = new byte[random.nextInt(126)];
                random.nextBytes(ping);
                out = Frame.concat(out, Frame.frame(true, random.nextBoolean() ? Frame.PING : Frame.PONG, ping));
            }
            from = to;
            next = Frame.CONTINUATION;
        }
        return Frame.concat(out, Frame.frame(true, next, Arrays.copyOfRange(payload, from, payload.length)));
    }

    private static byte[] mutate(byte[] stream, Random random) {
        byte[] mutated = stream.clone();
        for (int i = random.nextInt(3); i >= 0 && mutated.length > 0; i--) {
            mutated[random.nextInt(mutated.length)] ^= (byte) (1 << random.nextInt(Byte.SIZE));
        }
        return mutated;
    }

    private static byte[][] cut(byte[] stream, Random random) {
        List<byte[]> pieces = new ArrayList<>();
        int largest = 1 + random.nextInt(random.nextBoolean() ? 8 : MAX_MESSAGE);
        for (int from = 0; from < stream.length; ) {
            int to = Math.min(stream.length, from + 1 + random.nextInt(largest));
            pieces.add(Arrays.copyOfRange(stream, from, to));
            from = to;
        }
        return pieces.toArray(byte[][]::new);
    }

    private static boolean isMessage(String word) {
        return word.startsWith("text");
    }

    private static String hex(byte[] stream) {
        return HexFormat.of().formatHex(stream);
    }
}

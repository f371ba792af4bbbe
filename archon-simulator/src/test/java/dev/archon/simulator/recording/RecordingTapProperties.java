package dev.archon.simulator.recording;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.netty.buffer.Unpooled;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class RecordingTapProperties {

    private static final int BINARY = 2;
    private static final JsonMapper JSON = new JsonMapper();

    @Property
    void framesInPiecesOfAnySizeAreRecordedAsTheyWere(
            @ForAll("frames") List<WireFrame> frames, @ForAll long seed, @ForAll boolean masked) {
        List<RecordingEntry> entries = new ArrayList<>();
        RecordingTap tap = new RecordingTap(1, () -> 0, new Redactor(), entries::add);

        feed(tap, Party.SERVER, bytes(frames, masked ? new byte[] {1, 2, 3, 4} : new byte[0]), new Random(seed));

        assertEquals(frames, frames(entries));
    }

    @Property
    void whatIsWrittenIsReadAgain(@ForAll("frames") List<WireFrame> frames) throws Exception {
        for (WireFrame frame : frames) {
            RecordingEntry entry = new RecordingEntry.Framed(12, 3, Party.CLIENT, frame);
            assertEquals(
                    entry, RecordingFormat.decode(RecordingFormat.encode(entry)).orElseThrow());
        }
    }

    @Property
    void noTokenThatAClientSentIsEverInTheFile(
            @ForAll("tokens") String token, @ForAll long seed, @ForAll boolean byRestBefore, @ForAll boolean binary) {
        Random random = new Random(seed);
        Redactor redactor = new Redactor();
        List<RecordingEntry> entries = new ArrayList<>();
        RecordingTap tap = new RecordingTap(1, () -> 0, redactor, entries::add);
        if (byRestBefore) {
            assertFalse(redactor.header("Authorization", "Bearer " + token).contains(token));
        }

        String auth = JSON.writeValueAsString(
                JSON.createObjectNode().put("jwt", token).put("event", "auth"));
        feed(tap, Party.CLIENT, bytes(fragments(auth, random, binary), new byte[] {9, 9, 9, 9}), random);
        String command = JSON.writeValueAsString(
                JSON.createObjectNode().put("event", "command").put("cmd", "say " + token + "!"));
        feed(tap, Party.CLIENT, bytes(fragments(command, random, binary), new byte[] {7, 0, 7, 0}), random);
        String log = JSON.writeValueAsString(
                JSON.createObjectNode().put("event", "log").put("message", "<" + token + ">"));
        feed(tap, Party.SERVER, bytes(fragments(log, random), new byte[0]), random);
        feed(tap, Party.SERVER, bytes(fragments("no JSON: " + token, random), new byte[0]), random);
        feed(tap, Party.CLIENT, bytes(fragments("{\"jwt\":\"" + token, random, binary), new byte[0]), random);

        assertAbsent(token, entries);
    }

    @Property
    void aJwtIsFoundEvenIfNobodyHasSeenItBefore(@ForAll("jwts") String jwt, @ForAll long seed) {
        Random random = new Random(seed);
        List<RecordingEntry> entries = new ArrayList<>();
        RecordingTap tap = new RecordingTap(1, () -> 0, new Redactor(), entries::add);

        String log = "{\"event\":\"log\",\"message\":\"token=" + jwt + " was used\"}";
        feed(tap, Party.SERVER, bytes(fragments(log, random), new byte[0]), random);

        assertAbsent(jwt, entries);
    }

    private static void assertAbsent(String token, List<RecordingEntry> entries) {
        String file = entries.stream().map(RecordingFormat::encode).collect(Collectors.joining("\n"));
        assertFalse(file.contains(token), file);
        for (RecordingEntry entry : entries) {
            // Also when the file's own JSON is taken off, and then that of the message.
            String text =
                    JSON.readTree(RecordingFormat.encode(entry)).path("text").asString("");
            assertFalse(text.contains(token), text);
            assertFalse(text.startsWith("{") && contains(JSON.readTree(text), token), text);
        }
    }

    private static boolean contains(JsonNode node, String token) {
        return node.isString()
                ? node.stringValue().contains(token)
                : node.values().stream().anyMatch(v -> contains(v, token));
    }

    @Provide
    Arbitrary<List<WireFrame>> frames() {
        Arbitrary<byte[]> payload = Arbitraries.oneOf(
                Arbitraries.strings().ofMaxLength(200).map(text -> text.getBytes(UTF_8)),
                Arbitraries.bytes().array(byte[].class).ofMaxSize(300),
                Arbitraries.integers().between(65_000, 66_000).map(byte[]::new));
        Arbitrary<WireFrame> whole = Combinators.combine(
                        Arbitraries.integers().between(0, 7), Arbitraries.of(1, 2), payload)
                .as((rsv, opcode, bytes) -> WireFrame.of(true, rsv, opcode, bytes));
        return whole.list()
                .ofMaxSize(5)
                .map(frames -> frames.stream()
                        .flatMap(frame -> Stream.of(
                                WireFrame.of(false, frame.rsv(), frame.opcode(), frame.payload()),
                                WireFrame.of(true, 0, 9, new byte[] {1, 2}),
                                WireFrame.of(true, 0, 0, new byte[] {'e', 'n', 'd'})))
                        .toList());
    }

    @Provide
    Arbitrary<String> tokens() {
        // Visible ASCII, as a header may have it.
        return Arbitraries.strings()
                .withCharRange('!', '~')
                .ofMinLength(8)
                .ofMaxLength(80)
                .filter(token -> !"{\"event\":\"command\",\"cmd\":\"say ".contains(token));
    }

    @Provide
    Arbitrary<String> jwts() {
        Arbitrary<String> part = Arbitraries.strings()
                .withCharRange('a', 'z')
                .withCharRange('A', 'Z')
                .withCharRange('0', '9')
                .withChars('-', '_')
                .ofMinLength(5)
                .ofMaxLength(50);
        return Combinators.combine(part, part, part).as((a, b, c) -> "eyJ" + a + "." + b + "." + c);
    }

    private static List<WireFrame> fragments(String text, Random random) {
        return fragments(text, random, false);
    }

    private static List<WireFrame> fragments(String text, Random random, boolean binary) {
        byte[] all = text.getBytes(UTF_8);
        List<WireFrame> frames = new ArrayList<>();
        for (int from = 0; from < all.length; ) {
            int to = Math.min(all.length, from + 1 + random.nextInt(all.length));
            frames.add(WireFrame.of(
                    to == all.length,
                    0,
                    from > 0 ? WireFrame.CONTINUATION : binary ? BINARY : WireFrame.TEXT,
                    Arrays.copyOfRange(all, from, to)));
            from = to;
        }
        return frames;
    }

    private static byte[] bytes(List<WireFrame> frames, byte[] mask) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (WireFrame frame : frames) {
            byte[] payload = frame.payload().clone();
            out.write((frame.fin() ? 0x80 : 0) | frame.rsv() << 4 | frame.opcode());
            int bit = mask.length > 0 ? 0x80 : 0;
            if (payload.length < 126) {
                out.write(bit | payload.length);
            } else if (payload.length <= 0xFFFF) {
                out.write(bit | 126);
                out.write(payload.length >> 8);
                out.write(payload.length);
            } else {
                out.write(bit | 127);
                out.writeBytes(ByteBuffer.allocate(8).putLong(payload.length).array());
            }
            out.writeBytes(mask);
            for (int i = 0; mask.length > 0 && i < payload.length; i++) {
                payload[i] ^= mask[i % 4];
            }
            out.writeBytes(payload);
        }
        return out.toByteArray();
    }

    private static void feed(RecordingTap tap, Party from, byte[] bytes, Random random) {
        for (int at = 0; at < bytes.length; ) {
            int length = Math.min(bytes.length - at, 1 + random.nextInt(random.nextBoolean() ? 3 : 5000));
            tap.bytes(from, Unpooled.wrappedBuffer(bytes, at, length));
            at += length;
        }
    }

    private static List<WireFrame> frames(List<RecordingEntry> entries) {
        return entries.stream()
                .filter(RecordingEntry.Framed.class::isInstance)
                .map(entry -> ((RecordingEntry.Framed) entry).frame())
                .toList();
    }
}

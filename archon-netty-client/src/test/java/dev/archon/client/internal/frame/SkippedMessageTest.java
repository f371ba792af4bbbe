package dev.archon.client.internal.frame;

import static dev.archon.client.internal.frame.Frame.BINARY;
import static dev.archon.client.internal.frame.Frame.COMPRESSED;
import static dev.archon.client.internal.frame.Frame.CONTINUATION;
import static dev.archon.client.internal.frame.Frame.PING;
import static dev.archon.client.internal.frame.Frame.TEXT;
import static dev.archon.client.internal.frame.Frame.concat;
import static dev.archon.client.internal.frame.Frame.frame;
import static dev.archon.client.internal.frame.Frame.header;
import static dev.archon.client.internal.frame.Frame.text;
import static dev.archon.client.internal.frame.Frame.utf8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import dev.archon.client.FaultyMessage;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Messages that are thrown away where the rules say so, whatever frames and reads they come in. */
class SkippedMessageTest {

    private static final int MAX = 1_000;
    private static final MessageRules SKIPPING = new MessageRules(MAX, FaultyMessage.SKIP, FaultyMessage.SKIP);
    private static final String TOO_LARGE = "skipped, it has more than 1000 bytes (maxMessageBytes)";
    private static final String NOT_UTF8 = "skipped, it is not UTF-8";

    private final Compressing server = new Compressing();

    @ParameterizedTest
    @ValueSource(ints = {MAX + 1, 2 * MAX, 70_000})
    void anOversizedMessageCostsThatMessage(int size) {
        heard(List.of("text a", TOO_LARGE, "text b"), text("a"), text("*".repeat(size)), text("b"));
        heard(List.of("text a", TOO_LARGE, "text b"), text("a"), frame(true, BINARY, new byte[size]), text("b"));
    }

    @Test
    void fragmentsThatTogetherAreTooLargeAreOneMessage() {
        byte[] part = new byte[MAX / 2];
        heard(
                List.of("text a", TOO_LARGE, "ping 31", "ping 32", "text b"),
                text("a"),
                frame(false, TEXT, part),
                frame(false, CONTINUATION, part),
                frame(false, CONTINUATION, part),
                frame(true, PING, utf8("1")),
                frame(false, CONTINUATION, new byte[10 * MAX]),
                frame(false, CONTINUATION, new byte[0]),
                frame(true, PING, utf8("2")),
                frame(true, CONTINUATION, part),
                text("b"));
        heard(
                List.of(TOO_LARGE, "text b"),
                frame(false, TEXT, new byte[2 * MAX]),
                frame(true, CONTINUATION, new byte[0]),
                text("b"));
    }

    @Test
    void whatIsThrownAwayMustBeFramedSoundly() {
        heard(List.of(TOO_LARGE, "violation 1002"), frame(false, TEXT, new byte[2 * MAX]), text("b"));
        heard(
                List.of(TOO_LARGE, "violation 1002"),
                frame(true, TEXT, new byte[2 * MAX]),
                frame(true, CONTINUATION, new byte[1]));
    }

    @Test
    void aMessageThatIsNotUtf8CostsThatMessage() {
        byte[] wrong = {'a', (byte) 0xFF};
        heard(List.of("text a", NOT_UTF8, "text b"), text("a"), frame(true, TEXT, wrong), text("b"));
        heard(
                List.of(NOT_UTF8, "ping 31", "text b"),
                frame(false, TEXT, wrong),
                frame(true, PING, utf8("1")),
                frame(false, CONTINUATION, new byte[3 * MAX]),
                frame(true, CONTINUATION, wrong),
                text("b"));
        heard(
                List.of(NOT_UTF8, "text b"),
                frame(false, TEXT, new byte[] {'a', (byte) 0xC3}),
                frame(true, CONTINUATION, new byte[0]),
                text("b"));
    }

    @Test
    void eachFaultHasItsOwnRule() {
        MessageRules utf8Ends = new MessageRules(MAX, FaultyMessage.END_CONNECTION, FaultyMessage.SKIP);
        MessageRules sizeEnds = new MessageRules(MAX, FaultyMessage.SKIP, FaultyMessage.END_CONNECTION);
        byte[] wrong = frame(true, TEXT, new byte[] {(byte) 0xFF});
        byte[] large = frame(true, TEXT, new byte[MAX + 1]);
        assertEquals(List.of(TOO_LARGE, "violation 1007"), Heard.of(utf8Ends, large, wrong));
        assertEquals(List.of(NOT_UTF8, "violation 1009"), Heard.of(sizeEnds, wrong, large));
    }

    @Test
    void aLengthThatNoMessageHasEndsTheConnection() {
        heard(
                List.of(TOO_LARGE, "violation 1009"),
                header(0x80 | TEXT, SkippedMessage.MOST_BYTES + 1, Frame.Form.MINIMAL));
        heard(List.of(TOO_LARGE, "violation 1009"), header(0x80 | TEXT, Long.MAX_VALUE, Frame.Form.SIXTY_FOUR_BITS));
    }

    @Test
    void whatIsThrownAwayTakesNoMemory() {
        FrameDecoder decoder = new FrameDecoder(new Heard(), SKIPPING, null);
        byte[] piece = new byte[64 << 10];
        // Whatever the JVM allocates when this code runs for the first time is not the decoder's.
        skip(decoder, piece, 1);
        long allocated = allocatedBy(() -> skip(decoder, piece, 1 << 10));
        assertTrue(allocated < 64 << 10, () -> allocated + " bytes");
    }

    @Test
    void afterACompressedMessageThatWasThrownAwayTheNextOneIsReadable() {
        byte[] noise = noise(3 * MAX);
        byte[] packed = server.payload(noise);
        assertTrue(packed.length > MAX, "it must be too large as it comes");
        List<String> expected = List.of(TOO_LARGE, "binary 100", "text b");
        // The second message refers to the first.
        byte[] second = frame(true, COMPRESSED | BINARY, server.payload(Arrays.copyOf(noise, 100)));
        byte[] third = server.text("b");
        inflated(expected, frame(true, COMPRESSED | BINARY, packed), second, third);
        inflated(
                expected,
                frame(false, COMPRESSED | BINARY, Arrays.copyOf(packed, MAX / 2)),
                frame(false, CONTINUATION, Arrays.copyOfRange(packed, MAX / 2, 2 * MAX)),
                frame(true, CONTINUATION, Arrays.copyOfRange(packed, 2 * MAX, packed.length)),
                second,
                third);
    }

    @Test
    void aMessageThatInflatesToSomewhatTooMuchCostsThatMessage() {
        inflated(
                List.of("text a", TOO_LARGE, "text " + "*".repeat(MAX), "text b"),
                server.text("a"),
                server.text("*".repeat(4 * MAX)),
                server.text("*".repeat(MAX)),
                server.text("b"));
    }

    @Test
    void aBombEndsTheConnectionBeforeItCostsMuch() {
        inflated(List.of("violation 1009"), server.text("*".repeat(6 * MAX)), server.text("b"));
    }

    private void heard(List<String> expected, byte[]... frames) {
        byte[] stream = concat(frames);
        for (int size : new int[] {stream.length, 1, 7, 1_003}) {
            assertEquals(expected, Heard.of(SKIPPING, pieces(stream, size)), "in pieces of " + size);
        }
    }

    private static void inflated(List<String> expected, byte[]... frames) {
        byte[] stream = concat(frames);
        for (int size : new int[] {stream.length, 1, 7, 1_003}) {
            assertEquals(
                    expected,
                    Heard.inflating(SKIPPING, FrameReader.MOST_OVERFLOWS, pieces(stream, size)),
                    "in pieces of " + size);
        }
    }

    private static byte[][] pieces(byte[] stream, int size) {
        return IntStream.iterate(0, i -> i < stream.length, i -> i + size)
                .mapToObj(i -> Arrays.copyOfRange(stream, i, Math.min(stream.length, i + size)))
                .toArray(byte[][]::new);
    }

    private static byte[] noise(int length) {
        byte[] noise = new byte[length];
        new Random(1).nextBytes(noise);
        return noise;
    }

    private static void skip(FrameDecoder decoder, byte[] piece, int pieces) {
        byte[] head = header(0x80 | TEXT, (long) pieces * piece.length, Frame.Form.MINIMAL);
        Heard.read(decoder, head, 0, head.length);
        for (int i = 0; i < pieces; i++) {
            Heard.read(decoder, piece, 0, piece.length);
        }
    }

    private static long allocatedBy(Runnable work) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getThreadAllocatedBytes(Thread.currentThread().getId());
        work.run();
        return threads.getThreadAllocatedBytes(Thread.currentThread().getId()) - before;
    }

    @AfterEach
    void end() {
        server.close();
    }
}

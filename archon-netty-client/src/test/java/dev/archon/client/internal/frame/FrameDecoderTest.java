package dev.archon.client.internal.frame;

import static dev.archon.client.internal.frame.Frame.BINARY;
import static dev.archon.client.internal.frame.Frame.CLOSE;
import static dev.archon.client.internal.frame.Frame.CONTINUATION;
import static dev.archon.client.internal.frame.Frame.PING;
import static dev.archon.client.internal.frame.Frame.PONG;
import static dev.archon.client.internal.frame.Frame.TEXT;
import static dev.archon.client.internal.frame.Frame.close;
import static dev.archon.client.internal.frame.Frame.concat;
import static dev.archon.client.internal.frame.Frame.frame;
import static dev.archon.client.internal.frame.Frame.header;
import static dev.archon.client.internal.frame.Frame.text;
import static dev.archon.client.internal.frame.Frame.utf8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * RFC 6455 by examples, in the order and with the numbers of the Autobahn test suite. Where Netty does the same, it is
 * asked too.
 */
class FrameDecoderTest {

    private static final int MAX_MESSAGE = 1 << 20;

    @Nested
    class Autobahn1Framing {

        @ParameterizedTest
        @ValueSource(ints = {0, 1, 125, 126, 127, 128, 65_535, 65_536, 200_000})
        void textAndBinaryOfEachLengthForm(int length) {
            String payload = "*".repeat(length);
            both(List.of("text " + payload), text(payload));
            both(List.of("binary " + length), frame(true, BINARY, utf8(payload)));
        }

        @ParameterizedTest
        @ValueSource(ints = {1, 2, 3, 5, 997})
        void inPiecesOfAnySize(int size) {
            String payload = "*".repeat(70_000);
            byte[] stream = concat(text(payload), text("next"));
            byte[][] pieces = IntStream.iterate(0, i -> i < stream.length, i -> i + size)
                    .mapToObj(i -> Arrays.copyOfRange(stream, i, Math.min(stream.length, i + size)))
                    .toArray(byte[][]::new);
            assertEquals(List.of("text " + payload, "text next"), Heard.of(MAX_MESSAGE, pieces));
        }

        @Test
        void lengthsNotWrittenInTheFewestBytesAreRefused() {
            both(List.of("violation 1002"), header(0x80 | TEXT, 125, Frame.Form.SIXTEEN_BITS));
            both(List.of("violation 1002"), header(0x80 | TEXT, 0, Frame.Form.SIXTEEN_BITS));
            both(List.of("violation 1002"), header(0x80 | TEXT, 65_535, Frame.Form.SIXTY_FOUR_BITS));
            both(List.of("violation 1002"), header(0x80 | TEXT, -1, Frame.Form.SIXTY_FOUR_BITS));
        }

        @ParameterizedTest
        @ValueSource(ints = {0, 1, 124, 125})
        void soAreThoseOfFramesThatAreThereAsAWhole(int length) {
            byte[] header = header(0x80 | TEXT, length, Frame.Form.SIXTEEN_BITS);
            both(List.of("violation 1002"), concat(header, utf8("*".repeat(length))));
        }

        @Test
        void aMaskedFrameIsRefused() {
            both(List.of("violation 1002"), new byte[] {(byte) 0x81, (byte) 0x82, 1, 2, 3, 4, 'a', 'b'});
        }
    }

    @Nested
    class Autobahn2PingsAndPongs {

        @Test
        void anyPayloadUpTo125Bytes() {
            byte[] binary = HexFormat.of().parseHex("00fffefdfcfb00ff");
            both(List.of("ping "), frame(true, PING, new byte[0]));
            both(List.of("ping 48656c6c6f"), frame(true, PING, utf8("Hello")));
            both(List.of("ping 00fffefdfcfb00ff"), frame(true, PING, binary));
            both(List.of("ping " + "00".repeat(125)), frame(true, PING, new byte[125]));
            both(List.of("pong 125"), frame(true, PONG, new byte[125]));
        }

        @Test
        void tooLongOnesAreRefused() {
            both(List.of("violation 1002"), frame(true, PING, new byte[126]));
            both(List.of("violation 1002"), frame(true, PONG, new byte[126]));
        }

        @Test
        void manyInARow() {
            byte[][] pings =
                    Collections.nCopies(10, frame(true, PING, utf8("p"))).toArray(byte[][]::new);
            both(Collections.nCopies(10, "ping 70"), concat(pings));
        }

        @Test
        void unsolicitedPongsAreNoMatter() {
            both(List.of("pong 2", "ping 61"), concat(frame(true, PONG, utf8("xy")), frame(true, PING, utf8("a"))));
        }
    }

    @Nested
    class Autobahn3ReservedBits {

        @ParameterizedTest
        @ValueSource(ints = {0x10, 0x20, 0x30, 0x40, 0x50, 0x60, 0x70})
        void areRefusedInEveryFrame(int bits) {
            for (int opcode : new int[] {TEXT, BINARY, PING, PONG, CLOSE}) {
                both(
                        List.of("text a", "violation 1002"),
                        concat(text("a"), header(0x80 | bits | opcode, 0, Frame.Form.MINIMAL)));
            }
        }
    }

    @Nested
    class Autobahn4Opcodes {

        @ParameterizedTest
        @ValueSource(ints = {3, 4, 5, 6, 7, 11, 12, 13, 14, 15})
        void reservedOnesAreRefused(int opcode) {
            both(List.of("violation 1002"), frame(true, opcode, new byte[0]));
            both(List.of("text a", "violation 1002"), concat(text("a"), frame(true, opcode, utf8("b")), text("c")));
        }
    }

    @Nested
    class Autobahn5Fragmentation {

        @ParameterizedTest
        @ValueSource(ints = {PING, PONG, CLOSE})
        void controlFramesMayNotBeFragmented(int opcode) {
            both(List.of("violation 1002"), frame(false, opcode, new byte[0]));
        }

        @Test
        void fragmentsArePutTogether() {
            both(
                    List.of("text abc"),
                    concat(
                            frame(false, TEXT, utf8("a")),
                            frame(false, CONTINUATION, utf8("b")),
                            frame(true, CONTINUATION, utf8("c"))));
            both(List.of("binary 2"), concat(frame(false, BINARY, utf8("a")), frame(true, CONTINUATION, utf8("b"))));
            both(List.of("text "), concat(frame(false, TEXT, utf8("")), frame(true, CONTINUATION, utf8(""))));
        }

        @Test
        void controlFramesMayStandBetweenFragments() {
            both(
                    List.of("ping 31", "pong 1", "text ab"),
                    concat(
                            frame(false, TEXT, utf8("a")),
                            frame(true, PING, utf8("1")),
                            frame(true, PONG, utf8("2")),
                            frame(true, CONTINUATION, utf8("b"))));
            both(List.of("close 1000 "), concat(frame(false, TEXT, utf8("a")), close(1000, "")));
        }

        @Test
        void continuationsWithoutAMessageAreRefused() {
            both(List.of("violation 1002"), frame(true, CONTINUATION, utf8("a")));
            both(List.of("violation 1002"), frame(false, CONTINUATION, utf8("a")));
            both(
                    List.of("text ab", "violation 1002"),
                    concat(
                            frame(false, TEXT, utf8("a")),
                            frame(true, CONTINUATION, utf8("b")),
                            frame(true, CONTINUATION, utf8("c"))));
        }

        @Test
        void aNewMessageWithinAFragmentedOneIsRefused() {
            both(List.of("violation 1002"), concat(frame(false, TEXT, utf8("a")), text("b")));
            both(List.of("violation 1002"), concat(frame(false, BINARY, utf8("a")), frame(false, BINARY, utf8("b"))));
        }
    }

    @Nested
    class Autobahn6Utf8 {

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "ceba",
                    "cebae1bdb9cf83cebcceb5",
                    "00",
                    "7f",
                    "c280",
                    "dfbf",
                    "e0a080",
                    "ed9fbf",
                    "ee8080",
                    "efbfbd",
                    "efbfbf",
                    "f0908080",
                    "f48fbfbf",
                    "efb790",
                    "f09fbfbe"
                })
        void validTextIsTaken(String hex) {
            byte[] payload = HexFormat.of().parseHex(hex);
            String expected = "text " + new String(payload, StandardCharsets.UTF_8);
            both(List.of(expected), frame(true, TEXT, payload));
            for (int i = 0; i <= payload.length; i++) {
                both(List.of(expected), fragmented(payload, i));
            }
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "80",
                    "bf",
                    "8080",
                    "c0",
                    "c080",
                    "c1bf",
                    "c3",
                    "c328",
                    "e0",
                    "e08080",
                    "e09fbf",
                    "e282",
                    "e28228",
                    "eda080",
                    "edbfbf",
                    "f0",
                    "f0808080",
                    "f08fbfbf",
                    "f09f98",
                    "f4908080",
                    "f5",
                    "f8888080",
                    "fe",
                    "ff",
                    "61e2",
                    "cebae1bdb9cf83cebcceb5eda080656469746564"
                })
        void invalidTextIsRefused(String hex) {
            byte[] payload = HexFormat.of().parseHex(hex);
            both(List.of("violation 1007"), frame(true, TEXT, payload));
            for (int i = 0; i <= payload.length; i++) {
                both(List.of("violation 1007"), fragmented(payload, i));
            }
        }

        @Test
        void invalidTextIsRefusedInTheFragmentInWhichItShows() {
            both(List.of("violation 1007"), frame(false, TEXT, HexFormat.of().parseHex("61eda0")));
            both(
                    List.of("violation 1007"),
                    concat(
                            frame(false, TEXT, HexFormat.of().parseHex("f4")),
                            frame(false, CONTINUATION, HexFormat.of().parseHex("90"))));
            both(
                    List.of(),
                    concat(
                            frame(false, TEXT, HexFormat.of().parseHex("f4")),
                            frame(false, CONTINUATION, HexFormat.of().parseHex("8f"))));
        }

        @Test
        void binaryMessagesMayHoldAnything() {
            both(List.of("binary 2"), frame(true, BINARY, HexFormat.of().parseHex("ffff")));
        }

        private static byte[] fragmented(byte[] payload, int at) {
            return concat(
                    frame(false, TEXT, Arrays.copyOf(payload, at)),
                    frame(true, CONTINUATION, Arrays.copyOfRange(payload, at, payload.length)));
        }
    }

    @Nested
    class Autobahn7Closing {

        @Test
        void withoutAndWithReason() {
            both(List.of("close 1005 "), frame(true, CLOSE, new byte[0]));
            both(List.of("close 1000 "), close(1000, ""));
            both(List.of("close 1000 Tschüß"), close(1000, "Tschüß"));
            both(List.of("close 1000 " + "*".repeat(123)), close(1000, "*".repeat(123)));
        }

        @Test
        void nothingIsTakenAfterIt() {
            both(
                    List.of("text a", "close 1000 "),
                    concat(text("a"), close(1000, ""), text("b"), frame(true, PING, utf8("c")), close(1001, "")));
            both(List.of("close 1000 "), concat(close(1000, ""), frame(true, 15, new byte[0])));
        }

        @Test
        void whatIsMalformedIsRefused() {
            both(List.of("violation 1002"), frame(true, CLOSE, new byte[] {3}));
            both(List.of("violation 1002"), close(1000, "*".repeat(124)));
            both(List.of("violation 1007"), frame(true, CLOSE, HexFormat.of().parseHex("03e8ceba80")));
        }

        /** Netty takes it. */
        @Test
        void aReasonThatIsCutOffWithinACharacterIsRefused() {
            byte[] close = frame(true, CLOSE, HexFormat.of().parseHex("03e861e282"));
            assertEquals(List.of("violation 1007"), Heard.of(MAX_MESSAGE, close));
            assertEquals(List.of("close 1000 a\uFFFD"), NettyDecoding.of(MAX_MESSAGE, close));
        }

        @ParameterizedTest
        @ValueSource(
                ints = {1000, 1001, 1002, 1003, 1007, 1008, 1009, 1010, 1011, 1012, 1013, 1014, 3000, 3999, 4000, 4999})
        void codesThatAreTaken(int code) {
            both(List.of("close " + code + " "), close(code, ""));
        }

        /** Netty takes the larger half of them. */
        @ParameterizedTest
        @ValueSource(ints = {5000, 9999, 32_767, 32_768, 65_535})
        void codesThatNobodyMayDefineAreRefused(int code) {
            assertEquals(List.of("violation 1002"), Heard.of(MAX_MESSAGE, close(code, "")));
        }

        @ParameterizedTest
        @ValueSource(ints = {0, 1, 999, 1004, 1005, 1006, 1015, 1016, 1100, 2000, 2999})
        void codesThatAreRefused(int code) {
            both(List.of("violation 1002"), close(code, ""));
        }
    }

    @Nested
    class Autobahn9Limits {

        @ParameterizedTest
        @EnumSource(
                value = Frame.Form.class,
                names = {"MINIMAL", "SIXTY_FOUR_BITS"})
        void aMessageOfTheLimitIsTakenAndALargerOneRefused(Frame.Form form) {
            byte[] payload = new byte[MAX_MESSAGE];
            both(List.of("binary " + MAX_MESSAGE), concat(header(0x80 | BINARY, MAX_MESSAGE, form), payload));
            both(List.of("violation 1009"), header(0x80 | BINARY, MAX_MESSAGE + 1L, form));
            both(List.of("violation 1009"), header(0x80 | TEXT, Long.MAX_VALUE, Frame.Form.SIXTY_FOUR_BITS));
            both(List.of("violation 1009"), header(BINARY, MAX_MESSAGE + 1L, form));
        }

        @Test
        void fragmentsTogetherMayNotExceedItEither() {
            byte[] half = new byte[MAX_MESSAGE / 2];
            byte[] two = concat(frame(false, BINARY, half), frame(false, CONTINUATION, half));
            both(List.of("binary " + MAX_MESSAGE), concat(two, frame(true, CONTINUATION, new byte[0])));
            both(List.of("violation 1009"), concat(two, frame(true, CONTINUATION, new byte[1])));
            both(
                    List.of("ping ", "binary " + MAX_MESSAGE),
                    concat(two, frame(true, PING, new byte[0]), frame(true, CONTINUATION, new byte[0])));
        }

        /** Netty waits for the fragment's payload before it says so. */
        @Test
        void aFragmentThatIsTooLargeIsRefusedByItsHeader() {
            byte[] first = frame(false, BINARY, new byte[1]);
            byte[] second = header(CONTINUATION, MAX_MESSAGE, Frame.Form.MINIMAL);
            assertEquals(List.of("violation 1009"), Heard.of(MAX_MESSAGE, first, second));
            assertEquals(List.of(), NettyDecoding.of(MAX_MESSAGE, first, second));
        }

        /** Netty goes on with what came in the same read. */
        @Test
        void nothingIsGivenAfterAViolation() {
            byte[] stream = concat(frame(true, TEXT, new byte[] {(byte) 0xFF}), text("b"));
            assertEquals(List.of("violation 1007"), Heard.of(MAX_MESSAGE, stream, text("c")));
        }

        @Test
        void whatIsAnnouncedButNotSentTakesNoMemory() {
            byte[] announced = header(0x80 | TEXT, MAX_MESSAGE, Frame.Form.MINIMAL);
            FrameDecoder decoder = new FrameDecoder(new Heard(), MessageRules.strict(MAX_MESSAGE), null);
            long allocated = allocatedBy(() -> {
                Heard.read(decoder, announced, 0, announced.length);
                Heard.read(decoder, new byte[100], 0, 100);
            });
            assertTrue(allocated < 32 * 1024, () -> allocated + " bytes");
        }

        @Test
        void manySmallPiecesOfALargeMessageAreNotCopiedAgainAndAgain() {
            byte[] header = header(0x80 | BINARY, MAX_MESSAGE, Frame.Form.MINIMAL);
            byte[] piece = new byte[64];
            Heard heard = new Heard();
            FrameDecoder decoder = new FrameDecoder(heard, MessageRules.strict(MAX_MESSAGE), null);
            long allocated = allocatedBy(() -> {
                Heard.read(decoder, header, 0, header.length);
                for (int sent = 0; sent < MAX_MESSAGE; sent += piece.length) {
                    Heard.read(decoder, piece, 0, piece.length);
                }
            });
            assertEquals(List.of("binary " + MAX_MESSAGE), heard.words());
            assertTrue(allocated < 3L * MAX_MESSAGE, () -> allocated + " bytes");
        }

        @Test
        void manySmallMessagesInOneRead() {
            List<byte[]> frames = new ArrayList<>();
            List<String> expected = new ArrayList<>();
            for (int i = 0; i < 5_000; i++) {
                frames.add(text("message " + i));
                expected.add("text message " + i);
            }
            both(expected, concat(frames.toArray(byte[][]::new)));
        }

        private static long allocatedBy(Runnable work) {
            ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
            long before = threads.getThreadAllocatedBytes(Thread.currentThread().getId());
            work.run();
            return threads.getThreadAllocatedBytes(Thread.currentThread().getId()) - before;
        }
    }

    @ParameterizedTest
    @MethodSource("headers")
    void everyPairOfFirstBytesIsJudgedAsNettyDoes(int first) {
        for (int second = 0; second < 256; second++) {
            byte[] stream = concat(new byte[] {(byte) first, (byte) second}, new byte[140]);
            assertEquals(NettyDecoding.of(200, stream), Heard.of(200, stream));
        }
    }

    static Stream<Integer> headers() {
        return IntStream.range(0, 256).boxed();
    }

    private static void both(List<String> expected, byte[] stream) {
        assertEquals(expected, Heard.of(MAX_MESSAGE, stream));
        assertEquals(expected, NettyDecoding.of(MAX_MESSAGE, stream));
    }
}

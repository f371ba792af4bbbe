package dev.archon.client.internal.frame;

import static dev.archon.client.internal.frame.Frame.BINARY;
import static dev.archon.client.internal.frame.Frame.CLOSE;
import static dev.archon.client.internal.frame.Frame.COMPRESSED;
import static dev.archon.client.internal.frame.Frame.CONTINUATION;
import static dev.archon.client.internal.frame.Frame.PING;
import static dev.archon.client.internal.frame.Frame.PONG;
import static dev.archon.client.internal.frame.Frame.TEXT;
import static dev.archon.client.internal.frame.Frame.concat;
import static dev.archon.client.internal.frame.Frame.frame;
import static dev.archon.client.internal.frame.Frame.text;
import static dev.archon.client.internal.frame.Frame.utf8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What RFC 7692 says of frames and messages, by its sections. */
class CompressedFrameTest {

    private static final int MAX_MESSAGE = 100_000;

    @Nested
    class Section6Framing {

        @Test
        void compressedMessagesAndOthersMayFollowEachOther() {
            heard(
                    List.of("text as it is", "text packed", "text as it is again", "text packed again", "binary 3"),
                    text("as it is"),
                    server.text("packed"),
                    text("as it is again"),
                    server.text("packed again"),
                    frame(true, COMPRESSED | BINARY, server.payload(utf8("abc"))));
        }

        @Test
        void controlFramesMayComeBetweenFragments() {
            byte[] packed = server.payload(utf8("in three fragments"));
            heard(
                    List.of("ping 61", "pong 1", "text in three fragments", "text whole"),
                    frame(false, COMPRESSED | TEXT, Arrays.copyOf(packed, 1)),
                    frame(true, PING, utf8("a")),
                    frame(false, CONTINUATION, Arrays.copyOfRange(packed, 1, 5)),
                    frame(true, PONG, utf8("b")),
                    frame(true, CONTINUATION, Arrays.copyOfRange(packed, 5, packed.length)),
                    text("whole"));
        }

        @Test
        void fragmentsMayBeEmpty() {
            heard(
                    List.of("text packed"),
                    frame(false, COMPRESSED | TEXT, new byte[0]),
                    frame(false, CONTINUATION, server.payload(utf8("packed"))),
                    frame(true, CONTINUATION, new byte[0]));
        }

        @ParameterizedTest
        @ValueSource(ints = {PING, PONG, CLOSE})
        void controlFramesAreNeverCompressed(int opcode) {
            heard(List.of("text a", "violation 1002"), server.text("a"), frame(true, COMPRESSED | opcode, new byte[0]));
        }

        @Test
        void onlyTheFirstFragmentSaysSo() {
            byte[] packed = server.payload(utf8("in two fragments"));
            heard(
                    List.of("violation 1002"),
                    frame(false, COMPRESSED | TEXT, Arrays.copyOf(packed, 5)),
                    frame(true, COMPRESSED | CONTINUATION, Arrays.copyOfRange(packed, 5, packed.length)));
            heard(
                    List.of("violation 1002"),
                    frame(false, TEXT, utf8("not packed")),
                    frame(true, COMPRESSED | CONTINUATION, packed));
        }

        @ParameterizedTest
        @ValueSource(ints = {0x10, 0x20, 0x30, 0x50, 0x60, 0x70})
        void theOtherReservedBitsHaveNoMeaning(int bits) {
            byte[] frame = frame(true, bits | TEXT, new byte[0]);
            heard(List.of("violation 1002"), frame);
            // Netty lets them pass.
            assertEquals(List.of("text "), NettyDecoding.inflating(MAX_MESSAGE, frame));
        }

        @Test
        void nothingIsCompressedUnlessAgreedOn() {
            assertEquals(List.of("violation 1002"), Heard.of(MAX_MESSAGE, server.text("a")));
        }
    }

    /** The bytes are the RFC's own. */
    @Nested
    class Section7Dot2Dot3Examples {

        @Test
        void aMessageOfOneBlock() {
            heard(List.of("text Hello"), hex("c107f248cdc9c90700"));
            heard(List.of("text Hello"), hex("4103f248cd"), hex("8004c9c90700"));
        }

        @Test
        void theWindowIsSharedByMessages() {
            heard(List.of("text Hello", "text Hello"), hex("c107f248cdc9c90700"), hex("c105f200110000"));
        }

        @Test
        void aBlockThatIsNotCompressed() {
            heard(List.of("text Hello"), hex("c10b000500faff48656c6c6f00"));
        }

        @Test
        void aBlockThatSaysItIsTheLast() {
            byte[] last = hex("c108f348cdc9c9070000");
            heard(List.of("text Hello", "text Hello", "text a"), last, last, server.text("a"));
            // Netty takes nothing after it.
            assertEquals(
                    "text Hello",
                    NettyDecoding.inflating(MAX_MESSAGE, last, last).get(0));
            assertNotEquals(
                    "text Hello",
                    NettyDecoding.inflating(MAX_MESSAGE, last, last).get(1));
        }

        @Test
        void twoBlocks() {
            heard(List.of("text Hello"), hex("c10df24805000000ffffcac9c90700"));
        }

        @Test
        void anEmptyMessage() {
            heard(List.of("text ", "text Hello"), hex("c10100"), hex("c107f248cdc9c90700"));
            heard(List.of("text "), hex("c100"));
        }
    }

    @Nested
    class LastBlocks {

        /** What a server forgets that leaves off an empty block of which it has sent no head. */
        @Test
        void mayEndAMessageWithoutAnother() {
            byte[] last = hex("c107f348cdc9c90700");
            heard(List.of("text Hello", "text Hello", "text a"), last, last, server.text("a"));
        }

        @Test
        void mayBeFollowedByOthersInTheMessage() {
            heard(List.of("text HelloHelloHello"), hex("c115f348cdc9c90700f348cdc9c90700f248cdc9c90700"));
        }

        @Test
        void mayFillWhatThereIsRoomForInTheEnd() {
            for (int size = 16 * 1024 - 2; size < 16 * 1024 + 3; size++) {
                byte[] packed = stored(true, new byte[size]);
                byte[] message = frame(true, COMPRESSED | BINARY, packed);
                heard(List.of("binary " + size, "binary " + size), message, message);
            }
        }
    }

    @Nested
    class Windows {

        @Test
        void aServerMayForgetItsOwn() {
            byte[] first = server.text("a line that comes twice");
            server.forget();
            heard(
                    List.of("text a line that comes twice", "text a line that comes twice"),
                    first,
                    server.text("a line that comes twice"));
        }

        @Test
        void reachBackAsFarAsTheyMay() {
            StringBuilder noise = new StringBuilder();
            for (int i = 0; i < 4_000; i++) {
                noise.append(Integer.toHexString(i * 0x9E3779B9)).append(' ');
            }
            String text = noise.substring(0, 32_000);
            byte[] again = server.text(text);
            byte[] repeated = server.text(text);
            assertTrue(repeated.length < again.length / 10, () -> repeated.length + " of " + again.length);
            heard(List.of("text " + text, "text " + text), again, repeated);
        }
    }

    @Nested
    class Limits {

        @Test
        void aMessageOfTheLimitIsTakenAndALargerOneRefused() {
            heard(List.of("binary " + MAX_MESSAGE), binary(new byte[MAX_MESSAGE]));
            server.forget();
            heard(List.of("violation 1009"), binary(new byte[MAX_MESSAGE + 1]));
        }

        @Test
        void fragmentsTogetherMayNotExceedItEither() {
            byte[] packed = server.payload(new byte[MAX_MESSAGE + 1]);
            heard(
                    List.of("violation 1009"),
                    frame(false, COMPRESSED | BINARY, Arrays.copyOf(packed, 10)),
                    frame(true, CONTINUATION, Arrays.copyOfRange(packed, 10, packed.length)));
        }

        @Test
        void messagesAreLimitedOneByOne() {
            heard(
                    Collections.nCopies(3, "binary " + MAX_MESSAGE),
                    binary(new byte[MAX_MESSAGE]),
                    binary(new byte[MAX_MESSAGE]),
                    binary(new byte[MAX_MESSAGE]));
        }

        @Test
        void aBombDoesNotGrowBeyondIt() throws DataFormatException {
            ScratchBuffer scratch = new ScratchBuffer();
            MessageInflater inflater = new MessageInflater(() -> new Inflater(true), scratch, MAX_MESSAGE, 0);
            byte[] bomb = server.payload(new byte[64 << 20]);
            assertFalse(inflater.inflate(bomb, 0, bomb.length));
            assertTrue(scratch.array().length <= MAX_MESSAGE + 1, () -> scratch.array().length + " bytes");
            inflater.end();
        }

        @Test
        void oneLargeMessageDoesNotCostItsSizeForEver() {
            ScratchBuffer scratch = new ScratchBuffer();
            int first = scratch.array().length;
            scratch.grow(Integer.MAX_VALUE);
            scratch.trim();
            assertEquals(2 * first, scratch.array().length);
            while (scratch.array().length < 1 << 20) {
                scratch.grow(Integer.MAX_VALUE);
            }
            scratch.trim();
            assertEquals(first, scratch.array().length);
        }

        private byte[] binary(byte[] message) {
            return frame(true, COMPRESSED | BINARY, server.payload(message));
        }
    }

    @Nested
    class WhatIsWrong {

        @Test
        void dataThatCannotBeInflatedIsRefused() {
            heard(List.of("text a", "violation 1007"), server.text("a"), hex("c105ffff010203"), server.text("b"));
        }

        @Test
        void aReferenceToBeforeTheFirstMessageIsRefused() {
            heard(List.of("violation 1007"), hex("c105f200110000"));
        }

        @Test
        void aBlockThatGoesOnBeyondItsMessageIsRefusedWhenThatShows() {
            byte[] cut = hex("c106000500faff48");
            heard(List.of("violation 1007"), cut, hex("c107f248cdc9c90700"));
        }

        @Test
        void textThatIsNotUtf8IsRefused() {
            byte[] wrong = server.payload(new byte[] {'a', (byte) 0xFF});
            heard(List.of("violation 1007"), frame(true, COMPRESSED | TEXT, wrong));
            heard(
                    List.of("violation 1007"),
                    frame(false, COMPRESSED | TEXT, wrong),
                    frame(true, CONTINUATION, new byte[0]));
        }
    }

    private final Compressing server = new Compressing();

    @AfterEach
    void close() {
        server.close();
    }

    /** However they are cut: all at once, frame by frame, and byte by byte. */
    private static void heard(List<String> expected, byte[]... frames) {
        byte[] all = concat(frames);
        assertEquals(expected, Heard.inflating(MAX_MESSAGE, all));
        assertEquals(expected, Heard.inflating(MAX_MESSAGE, frames));
        List<byte[]> bytes = new ArrayList<>();
        for (byte b : all) {
            bytes.add(new byte[] {b});
        }
        assertEquals(expected, Heard.inflating(MAX_MESSAGE, bytes.toArray(byte[][]::new)));
    }

    private static byte[] stored(boolean last, byte[] data) {
        int length = data.length;
        byte[] head = {
            (byte) (last ? 1 : 0), (byte) length, (byte) (length >>> 8), (byte) ~length, (byte) (~length >>> 8)
        };
        return concat(head, data);
    }

    private static byte[] hex(String digits) {
        return HexFormat.of().parseHex(digits);
    }
}

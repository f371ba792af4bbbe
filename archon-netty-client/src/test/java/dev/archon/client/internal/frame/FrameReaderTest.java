package dev.archon.client.internal.frame;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.Inflater;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Native memory is there from the first compressed message until the connection's end; and reads are cut anywhere. */
class FrameReaderTest {

    @Test
    void aConnectionWithoutCompressedMessagesHasNoWindow() {
        receive(Frame.text("a"), Frame.frame(true, Frame.PING, new byte[0]));
        assertEquals(List.of("text a", "ping "), heard.words());
        assertEquals(0, made);
        channel.close();
        assertEquals(0, ended);
    }

    @Test
    void allMessagesShareOneUntilTheConnectionEnds() {
        receive(server.text("a"), server.text("b"));
        receive(server.text("c"));
        assertEquals(List.of("text a", "text b", "text c"), heard.words());
        assertWindows(1, 0);
        channel.close();
        assertWindows(1, 1);
    }

    @Test
    void itIsGivenBackWhenTheReaderIsTakenOut() {
        receive(server.text("a"));
        channel.pipeline().remove(FrameReader.class);
        assertWindows(1, 1);
    }

    @Test
    void itIsGivenBackAfterACloseFrame() {
        receive(server.text("a"), Frame.close(1000, ""), server.text("b"));
        assertEquals(List.of("text a", "close 1000 "), heard.words());
        assertWindows(1, 1);
    }

    @Test
    void itIsGivenBackAfterAViolation() {
        receive(server.text("a"));
        assertThrows(
                CorruptedWebSocketFrameException.class,
                () -> receive(Frame.frame(true, Frame.COMPRESSED | Frame.TEXT, new byte[] {-1, -1, 1, 2})));
        assertWindows(1, 1);
        receive(server.text("b"));
        assertEquals(List.of("text a"), heard.words());
        assertWindows(1, 1);
    }

    @Test
    void connectionsOfOneLoopDoNotMixTheirWindows() {
        Heard others = new Heard();
        EmbeddedChannel other = new EmbeddedChannel(FrameReader.inflating(others, MessageRules.strict(MAX_MESSAGE)));
        try (Compressing otherServer = new Compressing()) {
            List<String> expected = new ArrayList<>();
            List<String> othersExpected = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                receive(server.text("a line of one " + i));
                other.writeInbound(Unpooled.wrappedBuffer(otherServer.text("a line of the other " + i)));
                expected.add("text a line of one " + i);
                othersExpected.add("text a line of the other " + i);
            }
            assertEquals(expected, heard.words());
            assertEquals(othersExpected, others.words());
        } finally {
            other.finishAndReleaseAll();
        }
    }

    @Test
    void aReadLargerThanTheWindowIsWalkedWhereverThatCutsItsFrames() {
        Heard all = new Heard();
        EmbeddedChannel large = new EmbeddedChannel(FrameReader.plain(all, MessageRules.strict(1 << 20)));
        List<byte[]> frames = new ArrayList<>();
        List<String> expected = new ArrayList<>();
        // Below half of the window of 128 KiB, above it, and above all of it; and small ones, cut at every place.
        for (int length : new int[] {200_000, 50_000, 90_000, 300_000}) {
            for (int i = 0; i < 300; i++) {
                String text = "x".repeat(i % 97) + i;
                frames.add(Frame.text(text));
                expected.add("text " + text);
            }
            String text = "y".repeat(length);
            frames.add(Frame.text(text));
            expected.add("text " + text);
        }
        try {
            for (int shift = 0; shift < 130; shift++) {
                List<byte[]> shifted = new ArrayList<>(frames);
                shifted.add(0, Frame.text("z".repeat(shift)));
                all.words().clear();
                large.writeInbound(Unpooled.wrappedBuffer(shifted.toArray(byte[][]::new)));
                assertEquals("text " + "z".repeat(shift), all.words().get(0));
                assertEquals(expected, all.words().subList(1, all.words().size()), "shifted by " + shift);
            }
        } finally {
            large.finishAndReleaseAll();
        }
    }

    private static final int MAX_MESSAGE = 10_000;

    private final Heard heard = new Heard();
    private final Compressing server = new Compressing();
    private int made;
    private int ended;
    private final EmbeddedChannel channel =
            new EmbeddedChannel(FrameReader.inflating(heard, MessageRules.strict(MAX_MESSAGE), CountedInflater::new));

    @AfterEach
    void close() {
        channel.finishAndReleaseAll();
        server.close();
    }

    private void receive(byte[]... frames) {
        channel.writeInbound(Unpooled.wrappedBuffer(frames));
    }

    private void assertWindows(int expectedMade, int expectedEnded) {
        assertEquals(expectedMade, made);
        assertEquals(expectedEnded, ended);
    }

    private final class CountedInflater extends Inflater {

        CountedInflater() {
            super(true);
            made++;
        }

        @Override
        public void end() {
            ended++;
            super.end();
        }
    }
}

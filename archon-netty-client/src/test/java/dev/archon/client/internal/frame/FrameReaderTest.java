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

/** A window of native memory is there from the first compressed message until the connection's end, and not longer. */
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
        EmbeddedChannel other = new EmbeddedChannel(FrameReader.inflating(others, MAX_MESSAGE));
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

    private static final int MAX_MESSAGE = 10_000;

    private final Heard heard = new Heard();
    private final Compressing server = new Compressing();
    private int made;
    private int ended;
    private final EmbeddedChannel channel =
            new EmbeddedChannel(FrameReader.inflating(heard, MAX_MESSAGE, CountedInflater::new));

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

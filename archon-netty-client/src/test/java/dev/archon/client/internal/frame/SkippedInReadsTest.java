package dev.archon.client.internal.frame;

import static dev.archon.client.internal.frame.Frame.BINARY;
import static dev.archon.client.internal.frame.Frame.COMPRESSED;
import static dev.archon.client.internal.frame.Frame.concat;
import static dev.archon.client.internal.frame.Frame.frame;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.archon.client.FaultyMessage;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.Inflater;
import org.junit.jupiter.api.Test;

class SkippedInReadsTest {

    private static final int READ = 65_536;

    /** The array that is inflated into is given up between reads if it is large. */
    @Test
    void anOversizedCompressedMessageThatComesInManyReadsIsSkipped() {
        MessageRules rules = new MessageRules(1 << 20, FaultyMessage.SKIP, FaultyMessage.SKIP);
        Heard heard = new Heard();
        EmbeddedChannel channel = new EmbeddedChannel(FrameReader.inflating(heard, rules, () -> new Inflater(true)));
        Compressing server = new Compressing();
        byte[] noise = new byte[3 << 20];
        new Random(1).nextBytes(noise);
        byte[] wire = concat(frame(true, COMPRESSED | BINARY, server.payload(noise)), server.text("b"));
        for (int at = 0; at < wire.length; at += READ) {
            channel.writeInbound(
                    Unpooled.wrappedBuffer(Arrays.copyOfRange(wire, at, Math.min(wire.length, at + READ))));
        }
        channel.checkException();
        assertTrue(channel.isOpen());
        channel.close();
        List<String> words = heard.words();
        assertEquals(2, words.size(), words::toString);
        assertTrue(words.get(0).startsWith("skipped, "), words::toString);
        assertEquals("text b", words.get(1));
    }
}

package dev.archon.simulator.internal.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.archon.protocol.codec.EventCodec;
import dev.archon.protocol.codec.ProtocolException;
import dev.archon.protocol.console.ConsoleFormat;
import dev.archon.simulator.scenario.EventStyle;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class FloodLinesTest {

    private static final Instant NOON = Instant.parse("2026-11-01T12:00:00Z");

    @ParameterizedTest
    @CsvSource({"DOC, 134", "PANEL, 218"})
    void aLineIsAsLongAsAUsualOne(EventStyle style, double bytes) {
        FloodLines lines = new FloodLines(style, NOON, new Random(1));

        assertEquals(bytes, lines.size(FloodLines.BLOCK) / (double) FloodLines.BLOCK, 2.0);
    }

    @ParameterizedTest
    @EnumSource(EventStyle.class)
    void aMessageIsThePayloadOfItsFrame(EventStyle style) throws ProtocolException {
        FloodLines lines = new FloodLines(style, NOON, new Random(1));
        for (int i : new int[] {0, 1, 500, 999}) {
            byte[] message = lines.message(12_345_678, i);
            String frame = new String(lines.block(12_345_678, i, i + 1).buffer().array(), UTF_8);

            assertEquals(1, ConsoleFormat.count(EventCodec.decode(message)));
            assertTrue(frame.endsWith(new String(message, UTF_8)), frame);
            assertTrue(message.length >= 100, frame);
            assertTrue(frame.contains(String.format("#12345678%03d ", i)), frame);
        }
    }

    @ParameterizedTest
    @EnumSource(EventStyle.class)
    void numbersGoOnFromBlockToBlock(EventStyle style) {
        FloodLines lines = new FloodLines(style, NOON, new Random(1));
        String text = new String(lines.block(98_765_432, 7, 9).buffer().array(), UTF_8);

        assertTrue(text.contains("#98765432007 "), text);
        assertTrue(text.contains("#98765432008 "), text);
        assertEquals(2, lines.block(0, 7, 9).logLines());
    }
}

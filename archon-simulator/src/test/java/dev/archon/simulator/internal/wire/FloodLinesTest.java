package dev.archon.simulator.internal.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

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
    void numbersGoOnFromBlockToBlock(EventStyle style) {
        FloodLines lines = new FloodLines(style, NOON, new Random(1));
        String text = new String(lines.block(98_765_432, 7, 9).buffer().array(), UTF_8);

        assertTrue(text.contains("#98765432007 "), text);
        assertTrue(text.contains("#98765432008 "), text);
        assertEquals(2, lines.block(0, 7, 9).logLines());
    }
}

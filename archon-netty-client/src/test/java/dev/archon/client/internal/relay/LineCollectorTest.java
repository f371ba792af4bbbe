package dev.archon.client.internal.relay;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.archon.protocol.event.LogEvent;
import dev.archon.protocol.event.LogStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LineCollectorTest {

    private final LineCollector collector = LineCollector.current();

    @Test
    void linesOfManyBytesFillIt() {
        collector.add(new LogEvent(LogStream.STDOUT, "x".repeat(500_000)));
        assertFalse(collector.isFull());
        collector.add(new LogEvent(LogStream.STDOUT, "x".repeat(500_000)));
        assertTrue(collector.isFull());
    }

    @Test
    void linesOfFewBytesFillItAsWell() {
        LogEvent two = new LogEvent(LogStream.STDOUT, "a\n\nb\n");
        for (int i = 0; i < 8_192; i++) {
            assertFalse(collector.isFull());
            collector.add(two);
        }
        assertTrue(collector.isFull());
    }

    @AfterEach
    void clear() {
        collector.clear();
    }
}

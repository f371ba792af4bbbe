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
    void linesWithoutAnyBytesFillItAsWell() {
        LogEvent empty = new LogEvent(LogStream.STDOUT, "");
        for (int i = 0; i < 16_384; i++) {
            assertFalse(collector.isFull());
            collector.add(empty);
        }
        assertTrue(collector.isFull());
    }

    @AfterEach
    void clear() {
        collector.clear();
    }
}

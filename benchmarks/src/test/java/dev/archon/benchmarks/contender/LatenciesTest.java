package dev.archon.benchmarks.contender;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class LatenciesTest {

    private final Latencies latencies = new Latencies(3);

    @Test
    void linesOfTheWarmUpAreLeftOutWheneverTheyArrive() {
        long start = System.nanoTime();
        latencies.add(start - 2);
        latencies.from(start);
        latencies.add(start - 1);
        latencies.add(start);
        assertEquals(1, latencies.sorted().length);
    }

    @Test
    void theShortestComesFirst() {
        long now = System.nanoTime();
        latencies.add(now);
        latencies.add(now - 1_000_000_000);
        long[] sorted = latencies.sorted();
        assertTrue(sorted[0] < 1_000_000_000, "took " + sorted[0]);
        assertTrue(sorted[1] >= 1_000_000_000, "took " + sorted[1]);
    }

    @Test
    void moreLinesThanExpectedFailTheRun() {
        for (int i = 0; i < 3; i++) {
            latencies.add(i);
        }
        assertThrows(IndexOutOfBoundsException.class, () -> latencies.add(3));
    }
}

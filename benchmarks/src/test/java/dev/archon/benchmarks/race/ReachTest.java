package dev.archon.benchmarks.race;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.archon.benchmarks.contender.Entrant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReachTest {

    private final Results results = new Results();

    @Test
    void comparesWithTheBestPeer() {
        rate(Heat.TYPICAL, Entrant.ARCHON_EVENT, 8e6);
        rate(Heat.TYPICAL, Entrant.NETTY, 1e6);
        rate(Heat.TYPICAL, Entrant.OKHTTP, 2e6);

        Goal goal = goal("Archon, per-event handler: events/s to the best peer's");

        assertEquals(4, goal.value().orElseThrow());
        assertTrue(goal.met());
    }

    @Test
    void takesTheMedianOfRounds() {
        for (double rate : new double[] {1e6, 9e6, 7e6}) {
            rate(Heat.TYPICAL, Entrant.ARCHON_EVENT, rate);
        }
        rate(Heat.TYPICAL, Entrant.OKHTTP, 2e6);

        Goal goal = goal("Archon, per-event handler: events/s to the best peer's");

        assertEquals(3.5, goal.value().orElseThrow());
        assertFalse(goal.met());
        assertEquals("NOT met", goal.verdict());
    }

    @Test
    void forOtherWorkloadsAFifthLessIsEnough() {
        rate(Heat.TRACES, Entrant.ARCHON_EVENT, 3.3e6);
        rate(Heat.TRACES, Entrant.OKHTTP, 1e6);

        assertTrue(goal("traces, Archon, per-event handler: events/s to the best peer's")
                .met());
    }

    @Test
    void ofIdleConnectionsWhatCountsIsWhatEachAdds() {
        results.add(Heat.IDLE_ONE, Entrant.ARCHON_BATCH, idle(5_000_000, 20));
        results.add(Heat.IDLE_MANY, Entrant.ARCHON_BATCH, idle(5_000_000 + 9_999L * 8_192, 21));

        assertEquals(8_192, goal("heap for each").value().orElseThrow());
        assertTrue(goal("heap for each").met());
        assertFalse(goal("more threads than for one").met());
    }

    @Test
    void saysNothingOfWhatWasNotMeasured() {
        rate(Heat.TYPICAL, Entrant.OKHTTP, 2e6);

        assertEquals(List.of(), Reach.of(results));
    }

    private void rate(Heat heat, Entrant entrant, double rate) {
        results.add(heat, entrant, new Finding(Map.of(Metric.RATE, rate), false, 1));
    }

    private static Finding idle(double heap, double threads) {
        return new Finding(Map.of(Metric.HEAP, heap, Metric.THREADS, threads), false, 0);
    }

    private Goal goal(String what) {
        return Reach.of(results).stream()
                .filter(goal -> goal.what().contains(what))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no goal about " + what));
    }
}

package dev.archon.benchmarks.race;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.archon.benchmarks.contender.Contender;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TargetReportTest {

    private final Results results = new Results();

    @Test
    void comparesWithTheBestPeer() {
        rate(Comparison.LOG, Contender.ARCHON_BATCH, 16e6);
        rate(Comparison.LOG, Contender.NETTY, 1e6);
        rate(Comparison.LOG, Contender.OKHTTP, 2e6);

        Target target = target("log, Archon, batch listener: events/s to the best peer's");

        assertEquals(8, target.value().orElseThrow());
        assertTrue(target.met());
    }

    @Test
    void takesTheMedianOfRounds() {
        for (double rate : new double[] {1e6, 9e6, 7e6}) {
            rate(Comparison.LOG, Contender.ARCHON_BATCH, rate);
        }
        rate(Comparison.LOG, Contender.OKHTTP, 2e6);

        Target target = target("log, Archon, batch listener: events/s to the best peer's");

        assertEquals(3.5, target.value().orElseThrow());
        assertFalse(target.met());
        assertEquals("NOT reached", target.verdict());
    }

    @Test
    void aRateOfEightTimesIsAsGoodAsAnEighthOfTheCpu() {
        results.add(
                Comparison.LOG, Contender.ARCHON_BATCH, new RunResult(Map.of(Metric.CPU, 100.0), List.of(), false, 1));
        results.add(Comparison.LOG, Contender.OKHTTP, new RunResult(Map.of(Metric.CPU, 800.0), List.of(), false, 1));

        assertTrue(target("log, Archon, batch listener: CPU per event to the best peer's")
                .met());
    }

    @Test
    void whatAnIdleConnectionAddsIsTheFigure() {
        results.add(Comparison.IDLE_ONE, Contender.ARCHON_BATCH, idle(5_000_000, 20));
        results.add(Comparison.IDLE_MANY, Contender.ARCHON_BATCH, idle(5_000_000 + 9_999L * 6_000, 21));

        assertEquals(6_000, target("heap for each").value().orElseThrow());
        assertTrue(target("heap for each").met());
        assertFalse(target("additional threads").met());
    }

    @Test
    void saysNothingOfWhatWasNotMeasured() {
        rate(Comparison.LOG, Contender.OKHTTP, 2e6);

        assertEquals(List.of(), TargetReport.of(results));
    }

    private void rate(Comparison comparison, Contender contender, double rate) {
        results.add(comparison, contender, new RunResult(Map.of(Metric.RATE, rate), List.of(), false, 1));
    }

    private static RunResult idle(double heap, double threads) {
        return new RunResult(Map.of(Metric.HEAP, heap, Metric.THREADS, threads), List.of(), false, 0);
    }

    private Target target(String what) {
        return TargetReport.of(results).stream()
                .filter(target -> target.what().contains(what))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no target about " + what));
    }
}

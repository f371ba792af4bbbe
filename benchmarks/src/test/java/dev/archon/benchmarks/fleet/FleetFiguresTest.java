package dev.archon.benchmarks.fleet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The figures that the commands compute. */
class FleetFiguresTest {

    @Test
    void aBucketHoldsWhatItSaysAndIsNarrow() {
        Random random = new Random(1);
        for (int i = 0; i < 100_000; i++) {
            long nanos = random.nextLong() >>> (1 + random.nextInt(62));
            int bucket = LatencyHistogram.bucket(nanos);
            long end = LatencyHistogram.end(bucket);
            assertTrue(nanos <= end, () -> nanos + " is in the bucket that ends with " + end);
            assertTrue(end - nanos <= nanos / 32.0, () -> nanos + " is in the bucket that ends with " + end);
            assertTrue(bucket == 0 || LatencyHistogram.end(bucket - 1) < nanos);
        }
    }

    @Test
    void quantilesAreThoseOfTheLatencies() {
        LatencyHistogram histogram = new LatencyHistogram();
        assertEquals(0, histogram.quantile(0.5));
        for (int i = 1; i <= 100; i++) {
            histogram.add(i);
        }
        assertEquals(100, histogram.count());
        assertEquals(50.0, (double) histogram.quantile(0.5), 1);
        assertEquals(99.0, (double) histogram.quantile(0.99), 1);
        histogram.clear();
        assertEquals(0, histogram.count());
    }

    @Test
    void theSlopeIsThatOfTheStraightLine() {
        Trend trend = new Trend();
        trend.add(0, 1_000);
        for (int second = 10; second < 20; second++) {
            trend.add(second, 5 + 3.0 * second);
        }
        assertEquals(3, trend.slope(10), 1e-9);
        assertEquals(0, trend.slope(19), 0);
    }

    @Test
    void aNumberedLineIsFoundInWhatTheConsoleShows() {
        NumberedLine line = new NumberedLine(17, -5);
        assertEquals(Optional.of(line), NumberedLine.find("[12:00:00] [Server thread/INFO]: " + line.text()));
        assertEquals(Optional.empty(), NumberedLine.find("Done (1.234s)!"));
    }

    @Test
    void countsOfCallsCrossTheProcessAsTheyAre() {
        CallCounts.Counts counts = new CallCounts.Counts(5, 2, 3, 1, 4, 20, List.of(0.5, 1.25));
        assertEquals(counts, CallCounts.Counts.of(counts.text()));
        CallCounts.Counts none = new CallCounts.Counts(0, 0, 0, 0, 0, 0, List.of());
        assertEquals(none, CallCounts.Counts.of(none.text()));
    }

    @Test
    void theChartHasALineForEachKind() {
        String svg = ReturnChart.of(Map.of("full", List.of(1.0, 2.0)), 2, "how");
        assertTrue(svg.contains("<polyline"));
        assertTrue(svg.contains(">full<"));
    }
}

package dev.archon.benchmarks.workload;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class QuantilesTest {

    @Test
    void everyNineHasEightSteps() {
        List<Double> all = Quantiles.all();

        assertEquals(0, all.get(0));
        assertEquals(0.9, all.get(8), 1e-9);
        assertEquals(0.99, all.get(16), 1e-9);
        assertEquals(0.9999, all.get(all.size() - 1), 1e-9);
    }

    @Test
    void aQuantileIsTheFigureThatAtLeastThatShareDoesNotExceed() {
        long[] sorted = LongStream.rangeClosed(1, 1_000).toArray();

        assertEquals(1, Quantiles.of(sorted, 0));
        assertEquals(500, Quantiles.of(sorted, 0.5));
        assertEquals(990, Quantiles.of(sorted, 0.99));
        assertEquals(1_000, Quantiles.of(sorted, 0.9999));
    }
}

package dev.archon.benchmarks.workload;

import java.util.ArrayList;
import java.util.List;

/**
 * The quantiles at which a distribution of latencies is reported. Their steps become smaller towards the highest
 * latencies, where the differences are: from 0 to 0.9 as many as from 0.9 to 0.99.
 */
public final class Quantiles {

    /** How many of them there are for each further nine. */
    public static final int FOR_EACH_NINE = 8;

    /** Up to 0.9999. */
    private static final int NINES = 4;

    private Quantiles() {}

    /** The quantiles in ascending order, from 0 to below 1. */
    public static List<Double> all() {
        List<Double> quantiles = new ArrayList<>();
        for (int i = 0; i <= NINES * FOR_EACH_NINE; i++) {
            quantiles.add(1 - Math.pow(10, -(double) i / FOR_EACH_NINE));
        }
        return quantiles;
    }

    /**
     * A quantile of figures.
     *
     * @param sorted the figures in ascending order, at least one
     * @param quantile from 0 to 1
     */
    public static long of(long[] sorted, double quantile) {
        int rank = (int) Math.ceil(quantile * sorted.length) - 1;
        return sorted[Math.max(0, Math.min(sorted.length - 1, rank))];
    }
}

package dev.archon.benchmarks.race;

import java.util.stream.DoubleStream;

/**
 * The figures of several rounds for one metric, summed up.
 *
 * @param min the least
 * @param median the one in the middle, or between the two in the middle
 * @param max the most
 */
record Spread(double min, double median, double max) {

    /** Computes the spread of at least one figure. */
    static Spread of(DoubleStream figures) {
        double[] sorted = figures.sorted().toArray();
        if (sorted.length == 0) {
            throw new IllegalArgumentException("there must be a figure");
        }
        int middle = sorted.length / 2;
        double median = sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
        return new Spread(sorted[0], median, sorted[sorted.length - 1]);
    }
}

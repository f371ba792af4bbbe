package dev.archon.benchmarks.race;

import java.util.Locale;

/** Formats figures for tables and charts. */
final class FigureFormat {

    private FigureFormat() {}

    /** Formats a figure in the unit of {@link #unit}. */
    static String of(Metric metric, double value) {
        return switch (metric) {
            case RATE -> String.format(Locale.ROOT, value >= 10e6 ? "%.1f M" : "%.2f M", value / 1e6);
            case CPU, KERNEL, ALLOCATED, HEAP, DIRECT, THREADS -> String.format(Locale.ROOT, "%,.0f", value);
            case P50, P99, P999, MAX -> String.format(Locale.ROOT, "%,.0f", value / 1e3);
        };
    }

    /** Formats a median with the least and the most, unless they all look the same. */
    static String of(Metric metric, Spread spread) {
        String median = of(metric, spread.median());
        String min = of(metric, spread.min());
        String max = of(metric, spread.max());
        return min.equals(max) ? median : median + " (" + min + " – " + max + ")";
    }

    static String unit(Metric metric) {
        return switch (metric) {
            case RATE -> "events/s";
            case CPU -> "CPU ns/event";
            case KERNEL -> "% of it in the kernel";
            case ALLOCATED -> "bytes allocated/event";
            case P50 -> "p50 µs";
            case P99 -> "p99 µs";
            case P999 -> "p99.9 µs";
            case MAX -> "max µs";
            case HEAP -> "heap bytes";
            case DIRECT -> "direct bytes";
            case THREADS -> "threads";
        };
    }
}

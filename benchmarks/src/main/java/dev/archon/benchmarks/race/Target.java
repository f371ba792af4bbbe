package dev.archon.benchmarks.race;

import java.util.Locale;
import java.util.OptionalDouble;

/**
 * A ratio or a figure that is to be reached.
 *
 * @param comparison in what it is measured
 * @param what what is measured
 * @param value the figure; empty if the race did not measure what it is computed from
 * @param target the limit
 * @param atLeast whether the figure must be at or above the limit, and not at or below it
 * @param unit behind the figures, for example {@code " x"}
 */
record Target(Comparison comparison, String what, OptionalDouble value, double target, boolean atLeast, String unit) {

    /** A target that is reached at or above the limit. */
    static Target atLeast(Comparison comparison, String what, OptionalDouble value, double target, String unit) {
        return new Target(comparison, what, value, target, true, unit);
    }

    /** A target that is reached at or below the limit. */
    static Target atMost(Comparison comparison, String what, OptionalDouble value, double target, String unit) {
        return new Target(comparison, what, value, target, false, unit);
    }

    boolean met() {
        return value.isPresent() && (atLeast ? value.getAsDouble() >= target : value.getAsDouble() <= target);
    }

    String targetText() {
        return (atLeast ? "at least " : "at most ") + number(target) + unit;
    }

    String valueText() {
        return value.isPresent() ? number(value.getAsDouble()) + unit : "not measured";
    }

    String verdict() {
        return value.isEmpty() ? "-" : met() ? "reached" : "NOT reached";
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, Math.abs(value) >= 100 ? "%,.0f" : "%.3g", value);
    }
}

package dev.archon.benchmarks.race;

import java.util.Locale;
import java.util.OptionalDouble;

/**
 * A ratio or a figure that is to be reached.
 *
 * @param what of what
 * @param value what it is; empty if the race had not what it is made of
 * @param target what it shall be
 * @param atLeast whether that is the least it shall be, and not the most
 * @param unit behind the figures, for example {@code " x"}
 */
record Goal(String what, OptionalDouble value, double target, boolean atLeast, String unit) {

    /** At least so much. */
    static Goal atLeast(String what, OptionalDouble value, double target, String unit) {
        return new Goal(what, value, target, true, unit);
    }

    /** At most so much. */
    static Goal atMost(String what, OptionalDouble value, double target, String unit) {
        return new Goal(what, value, target, false, unit);
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
        return value.isEmpty() ? "-" : met() ? "met" : "NOT met";
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, Math.abs(value) >= 100 ? "%,.0f" : "%.3g", value);
    }
}

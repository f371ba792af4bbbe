package dev.archon.protocol.event;

import java.util.Objects;
import java.util.OptionalDouble;

/** Checks that the constructors of events share. */
final class Checks {

    private Checks() {}

    /** A {@code null} check that names the component, for messages a caller can act on. */
    static <T> T required(T value, String component) {
        return Objects.requireNonNull(value, component);
    }

    /** The text for a constant; {@code UNKNOWN} has none, so whoever has the text must give that instead. */
    static String textOf(WireValue value, String component) {
        String text = required(value, component).text();
        if (text.isEmpty()) {
            throw new IllegalArgumentException(component + " is UNKNOWN: give its text on the wire instead");
        }
        return text;
    }

    /** Servers have renamed their failures and added some; what all have in common is how they begin. */
    static boolean isFailure(String state) {
        return state.startsWith("fail");
    }

    /** Makes a progress of 0 to {@code whole} a fraction that a progress bar can show. */
    static OptionalDouble clamp(OptionalDouble progress, double whole) {
        if (progress.isEmpty()) {
            return progress;
        }
        double fraction = progress.getAsDouble() / whole;
        return OptionalDouble.of(Double.isNaN(fraction) ? 0 : Math.min(1, Math.max(0, fraction)));
    }
}

package dev.archon.protocol.event;

import java.util.Objects;

/** What the constructors of events have in common. */
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

    /** Brings a fraction of progress into the range that a progress bar can show. */
    static double clamp(double progress) {
        return Double.isNaN(progress) ? 0 : Math.min(1, Math.max(0, progress));
    }
}

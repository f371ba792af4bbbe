package dev.archon.simulator.conformance;

import java.time.Duration;
import java.util.Locale;

/** Spans of time as reports show them. */
final class Spans {

    private Spans() {}

    static String text(Duration span) {
        return String.format(Locale.ROOT, span.toMillis() < 100_000 ? "%.1f s" : "%.0f s", span.toMillis() / 1000.0);
    }

    static Duration seconds(double seconds) {
        return Duration.ofMillis(Math.round(seconds * 1000));
    }

    static Duration between(Seen first, Seen second) {
        return second.at().minus(first.at());
    }
}

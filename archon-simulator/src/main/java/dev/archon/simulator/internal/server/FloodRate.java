package dev.archon.simulator.internal.server;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Compares how many lines a second a scenario prints with how many it should print by its own waits. Knows no clock: times are
 * handed in.
 */
final class FloodRate {

    private static final Duration LONG_ENOUGH = Duration.ofSeconds(1);

    /** Timers are late by some milliseconds even on a machine that keeps up. */
    private static final double TOLERATED = 0.9;

    private Optional<Instant> began = Optional.empty();
    private Duration waited = Duration.ZERO;
    private long lines;

    /**
     * The rates of a flood that falls behind.
     *
     * @param asked how many lines a second the scenario asks for
     * @param reached how many there were
     */
    record Shortfall(long asked, long reached) {}

    /** Lines were printed. The first ones only begin the count: what came before them is not known. */
    void printed(long count, Instant now) {
        if (began.isEmpty()) {
            began = Optional.of(now);
        } else {
            lines += count;
        }
    }

    /** The scenario lets time pass. */
    void waits(Duration duration) {
        waited = began.isEmpty() ? Duration.ZERO : waited.plus(duration);
    }

    /** The scenario waits for something that takes as long as it takes, so that the count begins anew. */
    void interrupted() {
        began = Optional.empty();
        waited = Duration.ZERO;
        lines = 0;
    }

    /** Both rates, if the flood has gone on for a second and reaches less than nine tenths of what was asked for. */
    Optional<Shortfall> shortfall(Instant now) {
        if (began.isEmpty() || waited.isZero()) {
            return Optional.empty();
        }
        Duration passed = Duration.between(began.get(), now);
        if (passed.compareTo(LONG_ENOUGH) < 0) {
            return Optional.empty();
        }
        long asked = perSecond(waited);
        long reached = perSecond(passed);
        return reached < asked * TOLERATED ? Optional.of(new Shortfall(asked, reached)) : Optional.empty();
    }

    private long perSecond(Duration time) {
        return (long) (lines * 1000.0 / Math.max(1, time.toMillis()));
    }
}

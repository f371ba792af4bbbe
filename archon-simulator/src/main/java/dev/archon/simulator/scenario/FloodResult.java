package dev.archon.simulator.scenario;

import java.time.Duration;

/**
 * How fast lines at a steady rate have really been sent.
 *
 * @param lines how many lines there were
 * @param linesPerSecondAsked how many a second were asked for, in the simulator's time
 * @param took how long it took to hand all of them to the sockets, in the simulator's time
 */
public record FloodResult(long lines, long linesPerSecondAsked, Duration took) {

    /** The part of a rate from which on it counts as reached. */
    private static final double TOLERATED = 0.9;

    /** Timers are late by some milliseconds even on a machine that keeps up. */
    private static final Duration TOLERATED_DELAY = Duration.ofMillis(100);

    private static final double NANOS_PER_SECOND = 1e9;

    /**
     * How many lines a second there were.
     *
     * @return the rate, in the simulator's time
     */
    public long linesPerSecondReached() {
        return (long) (lines * NANOS_PER_SECOND / Math.max(1, took.toNanos()));
    }

    /**
     * Whether this machine was too slow for the rate. Then lines came later than they should, and none was left out.
     *
     * @return whether fewer than nine tenths of the rate were reached, and the last line was late by more than 100 ms
     */
    public boolean rateMissed() {
        double intended = lines * NANOS_PER_SECOND / linesPerSecondAsked;
        return took.toNanos() - intended > TOLERATED_DELAY.toNanos()
                && linesPerSecondReached() < linesPerSecondAsked * TOLERATED;
    }
}

package dev.archon.simulator.internal.server;

import java.time.Duration;
import java.time.Instant;

/** A clock that starts at the time of day and runs at a constant speed. */
public final class RunningClock implements ServerClock {

    private final double factor;
    private final Instant start;
    private final long startNanos;

    /**
     * Makes a clock.
     *
     * @param factor how many simulated seconds pass in one real second
     * @param start the time at which it starts
     * @param startNanos the value of {@link System#nanoTime()} at that moment
     */
    public RunningClock(double factor, Instant start, long startNanos) {
        this.factor = factor;
        this.start = start;
        this.startNanos = startNanos;
    }

    @Override
    public Instant now() {
        return start.plusNanos((long) ((System.nanoTime() - startNanos) * factor));
    }

    @Override
    public Instant toOutside(Instant simulated) {
        return start.plus(realDelay(Duration.between(start, simulated)));
    }

    @Override
    public Instant fromOutside(Instant outside) {
        return start.plus(times(Duration.between(start, outside), factor));
    }

    @Override
    public Duration realDelay(Duration simulated) {
        return times(simulated, 1 / factor);
    }

    @Override
    public boolean passesByItself() {
        return true;
    }

    @Override
    public Runnable onMove(Runnable listener) {
        return () -> {};
    }

    private static Duration times(Duration duration, double factor) {
        return factor == 1 ? duration : Duration.ofMillis((long) (duration.toMillis() * factor));
    }
}

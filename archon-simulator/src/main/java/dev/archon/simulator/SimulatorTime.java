package dev.archon.simulator;

import java.time.Duration;
import java.time.Instant;

/**
 * The time that simulated servers live in.
 *
 * <p>With real or scaled time a server acts by itself. With {@linkplain #manual manual} time nothing happens until a
 * test moves the time on, so that the same run gives the same bytes. Only the 30 s that a client has to authenticate are
 * real in any case.
 */
public abstract sealed class SimulatorTime permits ManualTime, SimulatorTime.Running {

    /** Faster, a server would be busy with what has passed. A test that wants to jump takes {@link #manual} time. */
    private static final double MOST_FACTOR = 10_000;

    SimulatorTime() {}

    /**
     * The time of day, at its own speed.
     *
     * @return the time
     */
    public static SimulatorTime real() {
        return scaled(1);
    }

    /**
     * Time that begins at the present time of day and passes faster or slower.
     *
     * @param factor how many simulated seconds pass in one real second; above 0, at most 10,000
     * @return the time, which passes from now on
     * @throws IllegalArgumentException if the factor is none of these
     */
    public static SimulatorTime scaled(double factor) {
        if (!(factor > 0 && factor <= MOST_FACTOR)) {
            throw new IllegalArgumentException("factor must be above 0 and at most 10000: " + factor);
        }
        return new Running(factor, Instant.now(), System.nanoTime());
    }

    /**
     * Time that stands still until it is moved on.
     *
     * @param start the time that it begins at
     * @return the time
     */
    public static ManualTime manual(Instant start) {
        return new ManualTime(start);
    }

    /**
     * The present time.
     *
     * @return the simulated time
     */
    public abstract Instant now();

    /** What a clock outside of the simulator shows at a simulated time; tokens state their expiry so. */
    abstract Instant toOutside(Instant simulated);

    abstract Instant fromOutside(Instant outside);

    /** How long one has to wait in real time for a simulated time to pass. Not used when time is moved by hand. */
    abstract Duration realDelay(Duration simulated);

    /** Whether servers have to wake up by themselves. */
    abstract boolean passesByItself();

    /**
     * Registers what has to run after each move by hand.
     *
     * @return ends that
     */
    abstract Runnable onMove(Runnable listener);

    static final class Running extends SimulatorTime {

        private final double factor;
        private final Instant start;
        private final long startNanos;

        Running(double factor, Instant start, long startNanos) {
            this.factor = factor;
            this.start = start;
            this.startNanos = startNanos;
        }

        @Override
        public Instant now() {
            return start.plusNanos((long) ((System.nanoTime() - startNanos) * factor));
        }

        @Override
        Instant toOutside(Instant simulated) {
            return start.plus(realDelay(Duration.between(start, simulated)));
        }

        @Override
        Instant fromOutside(Instant outside) {
            return start.plus(times(Duration.between(start, outside), factor));
        }

        @Override
        Duration realDelay(Duration simulated) {
            return times(simulated, 1 / factor);
        }

        @Override
        boolean passesByItself() {
            return true;
        }

        @Override
        Runnable onMove(Runnable listener) {
            return () -> {};
        }

        private static Duration times(Duration duration, double factor) {
            return factor == 1 ? duration : Duration.ofMillis((long) (duration.toMillis() * factor));
        }
    }
}

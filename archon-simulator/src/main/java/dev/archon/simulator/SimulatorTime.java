package dev.archon.simulator;

import dev.archon.simulator.internal.server.RunningClock;
import dev.archon.simulator.internal.server.ServerClock;
import java.time.Instant;

/**
 * The time that simulated servers live in.
 *
 * <p>With real or scaled time a server acts by itself. With {@linkplain #manual manual} time nothing happens until a
 * test moves the time on, so that the same run gives the same bytes. Only the 30 s that a client has to authenticate are
 * real in any case.
 */
public sealed class SimulatorTime permits ManualTime {

    /** Faster, a server would be busy with what has passed. A test that wants to jump takes {@link #manual} time. */
    private static final double MOST_FACTOR = 10_000;

    private final ServerClock clock;

    SimulatorTime(ServerClock clock) {
        this.clock = clock;
    }

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
        return new SimulatorTime(new RunningClock(factor, Instant.now(), System.nanoTime()));
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
    public Instant now() {
        return clock.now();
    }

    ServerClock clock() {
        return clock;
    }
}

package dev.archon.simulator;

import dev.archon.simulator.internal.server.ManualClock;
import java.time.Duration;
import java.time.Instant;

/** Time that stands still until {@link #advance} moves it on. */
public final class ManualTime extends SimulatorTime {

    private final ManualClock clock;

    ManualTime(Instant start) {
        this(new ManualClock(start));
    }

    private ManualTime(ManualClock clock) {
        super(clock);
        this.clock = clock;
    }

    /**
     * Moves the time on. When this returns, every simulated server has done what was due until then; what it sent is on
     * its way.
     *
     * @param duration how far; not negative
     * @throws IllegalArgumentException if it is negative
     */
    public void advance(Duration duration) {
        if (duration.isNegative()) {
            throw new IllegalArgumentException("time cannot be moved back by " + duration.negated());
        }
        clock.advance(duration);
    }
}

package dev.archon.simulator;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Time that stands still until {@link #advance} moves it on. */
public final class ManualTime extends SimulatorTime {

    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private volatile Instant now;

    ManualTime(Instant start) {
        this.now = start;
    }

    @Override
    public Instant now() {
        return now;
    }

    /**
     * Moves the time on. When this returns, every simulated server has done what was due until then; what it sent is on
     * its way.
     *
     * @param duration how far; not negative
     * @throws IllegalArgumentException if it is negative
     */
    public synchronized void advance(Duration duration) {
        if (duration.isNegative()) {
            throw new IllegalArgumentException("time cannot be moved back by " + duration.negated());
        }
        now = now.plus(duration);
        listeners.forEach(Runnable::run);
    }

    @Override
    Instant toOutside(Instant simulated) {
        return simulated;
    }

    @Override
    Instant fromOutside(Instant outside) {
        return outside;
    }

    @Override
    Duration realDelay(Duration simulated) {
        throw new UnsupportedOperationException("time is moved by hand");
    }

    @Override
    boolean passesByItself() {
        return false;
    }

    @Override
    Runnable onMove(Runnable listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }
}

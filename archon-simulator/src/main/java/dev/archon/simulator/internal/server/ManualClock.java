package dev.archon.simulator.internal.server;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A clock that stands still until it is moved. */
public final class ManualClock implements ServerClock {

    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private volatile Instant now;

    /**
     * Makes a clock.
     *
     * @param start the time at which it starts
     */
    public ManualClock(Instant start) {
        this.now = start;
    }

    /**
     * Moves the time on, then runs every listener.
     *
     * @param duration how far; not negative
     */
    public synchronized void advance(Duration duration) {
        now = now.plus(duration);
        listeners.forEach(Runnable::run);
    }

    @Override
    public Instant now() {
        return now;
    }

    @Override
    public Instant toOutside(Instant simulated) {
        return simulated;
    }

    @Override
    public Instant fromOutside(Instant outside) {
        return outside;
    }

    @Override
    public Duration realDelay(Duration simulated) {
        throw new UnsupportedOperationException("time is moved by hand");
    }

    @Override
    public boolean passesByItself() {
        return false;
    }

    @Override
    public Runnable onMove(Runnable listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }
}

package dev.archon.client.internal.rest;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Who may make a token call when: first come, first served, as fast as a {@link RateLimiter} allows. Bounded by its users,
 * since a server has one call at most. Used by any thread.
 */
public final class Turns {

    private final RateLimiter limiter;
    private final ScheduledExecutorService timer;
    private final LongSupplier nanoTime;
    private final Set<Runnable> waiting = new LinkedHashSet<>();
    private boolean woken;

    /**
     * Makes an empty queue.
     *
     * @param perSecond how many turns there are each second, from 1
     * @param burst how many there are at once after a rest, from 1
     * @param timer what wakes it up
     * @param nanoTime the time that the timer goes by
     */
    public Turns(int perSecond, int burst, ScheduledExecutorService timer, LongSupplier nanoTime) {
        this.limiter = new RateLimiter(perSecond, burst, nanoTime.getAsLong());
        this.timer = timer;
        this.nanoTime = nanoTime;
    }

    /** Queues up. The turn is run once, on the caller's thread or another's. */
    void enter(Runnable turn) {
        synchronized (waiting) {
            waiting.add(turn);
        }
        serve();
    }

    /** Leaves the queue. Does nothing if the turn has come. */
    void leave(Runnable turn) {
        synchronized (waiting) {
            waiting.remove(turn);
        }
    }

    private void wake() {
        synchronized (waiting) {
            woken = false;
        }
        serve();
    }

    private void serve() {
        List<Runnable> served = new ArrayList<>();
        synchronized (waiting) {
            long now = nanoTime.getAsLong();
            Iterator<Runnable> first = waiting.iterator();
            while (first.hasNext() && limiter.tryTake(now)) {
                served.add(first.next());
                first.remove();
            }
            if (!waiting.isEmpty() && !woken) {
                woken = wakeIn(limiter.nanosToNext(now));
            }
        }
        served.forEach(Runnable::run);
    }

    private boolean wakeIn(long nanos) {
        try {
            timer.schedule(this::wake, nanos, TimeUnit.NANOSECONDS);
            return true;
        } catch (RejectedExecutionException e) {
            // The client is being closed, and its calls are cancelled.
            return false;
        }
    }
}

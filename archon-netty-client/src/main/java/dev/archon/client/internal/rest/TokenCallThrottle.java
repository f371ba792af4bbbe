package dev.archon.client.internal.rest;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Decides when a REST call may be made: in the order of arrival, as fast as a {@link RateLimiter} allows, and not more than
 * {@value #MAX_UNDER_WAY} at a time. Urgent calls come first: if a token expired while thousands of servers reconnect, its
 * connection would be lost too. Its users bound it: a session has at most one call, and other users ask {@link
 * #isCrowded}. Used by any thread.
 */
public final class TokenCallThrottle {

    /**
     * Each call under way has a connection of its own.
     * This number allows 1,000 calls a second at 100 ms each.
     */
    static final int MAX_UNDER_WAY = 100;

    /** The number of calls that may wait besides the token calls of sessions. */
    static final int MAX_WAITING = 10_000;

    private final RateLimiter limiter;
    private final ScheduledExecutorService timer;
    private final LongSupplier nanoTime;
    private final Object lock = new Object();
    private final Set<Runnable> hurried = new LinkedHashSet<>();
    private final Set<Runnable> waiting = new LinkedHashSet<>();
    private final Set<Runnable> underWay = new HashSet<>();
    private boolean woken;

    /**
     * Makes an empty queue.
     *
     * @param perSecond the number of turns each second, from 1
     * @param burst the number of turns at once after a pause, from 1
     * @param timer runs the turns that are due later
     * @param nanoTime the clock of the timer
     */
    public TokenCallThrottle(int perSecond, int burst, ScheduledExecutorService timer, LongSupplier nanoTime) {
        this.limiter = new RateLimiter(perSecond, burst, nanoTime.getAsLong());
        this.timer = timer;
        this.nanoTime = nanoTime;
    }

    /**
     * Adds a turn. It is run once, on the caller's thread or another one, and lasts until it {@link #leave leaves}.
     *
     * @param hurry whether it comes before all that are not urgent
     */
    void enter(Runnable turn, boolean hurry) {
        synchronized (lock) {
            (hurry ? hurried : waiting).add(turn);
        }
        serve();
    }

    /** Leaves the queue, or ends the turn if it has come. */
    void leave(Runnable turn) {
        synchronized (lock) {
            hurried.remove(turn);
            waiting.remove(turn);
            if (underWay.remove(turn) && someWait() && !woken) {
                // Not on this stack: turns that end at once would be nested as deep as the queue is long.
                woken = wakeIn(0);
            }
        }
    }

    /** Whether so many calls wait that only sessions, which have one call each, may add another one. */
    boolean isCrowded() {
        synchronized (lock) {
            return hurried.size() + waiting.size() >= MAX_WAITING;
        }
    }

    private void wake() {
        synchronized (lock) {
            woken = false;
        }
        serve();
    }

    private void serve() {
        List<Runnable> served = new ArrayList<>();
        synchronized (lock) {
            long now = nanoTime.getAsLong();
            while (someWait() && hasRoom() && limiter.tryTake(now)) {
                Runnable next = takeFirst();
                underWay.add(next);
                served.add(next);
            }
            if (someWait() && hasRoom() && !woken) {
                woken = wakeIn(limiter.nanosToNext(now));
            }
        }
        served.forEach(Runnable::run);
    }

    private boolean someWait() {
        return !hurried.isEmpty() || !waiting.isEmpty();
    }

    private Runnable takeFirst() {
        Iterator<Runnable> first = (hurried.isEmpty() ? waiting : hurried).iterator();
        Runnable next = first.next();
        first.remove();
        return next;
    }

    private boolean hasRoom() {
        return underWay.size() < MAX_UNDER_WAY;
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

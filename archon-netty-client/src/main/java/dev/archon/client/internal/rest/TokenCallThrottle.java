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
 * Who may make a REST call when: first come, first served, as fast as a {@link RateLimiter} allows, and not more than
 * {@value #MAX_UNDER_WAY} at a time. Those in a hurry come before all others: a token that runs out while thousands
 * reconnect would make its connection one of them. Bounded by its users: a session has one call at most, and others look
 * whether it {@link #isCrowded}. Used by any thread.
 */
public final class TokenCallThrottle {

    /**
     * Each call under way has a connection of its own.
     * So many answer 1,000 calls a second at 100 ms each.
     */
    static final int MAX_UNDER_WAY = 100;

    /** How many calls may wait that are not the one of a server's session. */
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
     * @param perSecond how many turns there are each second, from 1
     * @param burst how many there are at once after a rest, from 1
     * @param timer what wakes it up
     * @param nanoTime the time that the timer goes by
     */
    public TokenCallThrottle(int perSecond, int burst, ScheduledExecutorService timer, LongSupplier nanoTime) {
        this.limiter = new RateLimiter(perSecond, burst, nanoTime.getAsLong());
        this.timer = timer;
        this.nanoTime = nanoTime;
    }

    /**
     * Queues up. The turn is run once, on the caller's thread or another's, and lasts until it {@link #leave leaves}.
     *
     * @param hurry whether to come before all who have none
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
                // Not from here: turns that end at once would be nested as deep as the queue is long.
                woken = wakeIn(0);
            }
        }
    }

    /** Whether so many wait that no others than sessions, which have one call each, should be let in. */
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

package dev.archon.client.internal.rest;

import dev.archon.client.internal.rest.RestClient.Priority;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Decides when a REST call may be made: in the order of arrival, as fast as a {@link RateLimiter} allows, and not more than
 * {@value #MAX_UNDER_WAY} at a time. Renewals come first: if a token expired while thousands of servers reconnect, its
 * connection would be lost too. After a refusal with 429 a {@link RefusalPace} holds token calls back. Its users bound it: a
 * session has at most one call, and other users ask {@link #isCrowded}. Used by any thread.
 */
public final class TokenCallThrottle {

    /**
     * Each call under way has a connection of its own.
     * This number allows 1,000 calls a second at 100 ms each.
     */
    static final int MAX_UNDER_WAY = 100;

    /** The number of renewals that may be under way besides, so that calls that are not answered do not hold them up. */
    static final int MORE_RENEWALS = 20;

    /** The number of calls that may wait besides the token calls of sessions. */
    static final int MAX_WAITING = 10_000;

    private final RateLimiter limiter;
    private final RefusalPace pace;
    private final ScheduledExecutorService timer;
    private final LongSupplier nanoTime;
    private final DoubleSupplier random;
    private final Object lock = new Object();
    /** For each priority the calls that wait, each with the number of its arrival. */
    private final Map<Priority, Map<Runnable, Long>> waiting = new EnumMap<>(Priority.class);

    /** The calls under way, each with the time of its start. */
    private final Map<Runnable, Long> underWay = new HashMap<>();

    private long arrivals;
    private @Nullable Future<?> wake;
    private long wakeAt;
    private long wakes;

    /**
     * Makes an empty queue.
     *
     * @param perSecond the number of turns each second, from 1
     * @param burst the number of turns at once after a pause, from 1
     * @param maxRetryAfter how long a {@code Retry-After} may be; token calls pause for half a minute at most in any case
     * @param timer runs the turns that are due later
     * @param nanoTime the clock of the timer
     * @param random draws numbers evenly from [0, 1), on any thread
     */
    public TokenCallThrottle(
            int perSecond,
            int burst,
            Duration maxRetryAfter,
            ScheduledExecutorService timer,
            LongSupplier nanoTime,
            DoubleSupplier random) {
        this.limiter = new RateLimiter(perSecond, burst, nanoTime.getAsLong());
        this.pace = new RefusalPace(perSecond, maxRetryAfter);
        this.timer = timer;
        this.nanoTime = nanoTime;
        this.random = random;
        for (Priority priority : Priority.values()) {
            waiting.put(priority, new LinkedHashMap<>());
        }
    }

    /** Adds a turn. It is run once, on the caller's thread or another one, and lasts until it {@link #leave leaves}. */
    void enter(Runnable turn, Priority priority) {
        synchronized (lock) {
            ofPriority(priority).put(turn, arrivals++);
        }
        serve();
    }

    /** Leaves the queue, or ends the turn if it has come. */
    void leave(Runnable turn) {
        synchronized (lock) {
            waiting.values().forEach(queue -> queue.remove(turn));
            if (underWay.remove(turn) != null) {
                // Not on this stack: turns that end at once would be nested as deep as the queue is long.
                wakeForNext(nanoTime.getAsLong());
            }
        }
    }

    /**
     * Counts a token call that was refused with 429, before it {@link #leave leaves}.
     *
     * @param retryAfter how long the endpoint wants no calls, zero if it does not say
     */
    void refused(Runnable turn, Duration retryAfter) {
        synchronized (lock) {
            Long startedAt = underWay.get(turn);
            if (startedAt != null) {
                pace.refused(startedAt, retryAfter, nanoTime.getAsLong(), random.getAsDouble());
            }
        }
    }

    /** Whether so many calls wait that only sessions, which have one call each, may add another one. */
    boolean isCrowded() {
        synchronized (lock) {
            return waiting.values().stream().mapToInt(Map::size).sum() >= MAX_WAITING;
        }
    }

    private void wake(long number) {
        synchronized (lock) {
            // One that could not be cancelled any more says nothing about its successor.
            if (number == wakes) {
                wake = null;
            }
        }
        serve();
    }

    private void serve() {
        List<Runnable> served = new ArrayList<>();
        synchronized (lock) {
            long now = nanoTime.getAsLong();
            for (Priority next = next(now); next != null && limiter.tryTake(now); next = next(now)) {
                if (next != Priority.OTHER) {
                    pace.starts(now);
                }
                Runnable turn = ofPriority(next).keySet().iterator().next();
                ofPriority(next).remove(turn);
                underWay.put(turn, now);
                served.add(turn);
            }
            wakeForNext(now);
        }
        served.forEach(Runnable::run);
    }

    /** The priority whose first call is the next, if one may be made but for the rate of all. */
    private @Nullable Priority next(long now) {
        if (mayStart(Priority.RENEWAL, now)) {
            return Priority.RENEWAL;
        }
        boolean connects = mayStart(Priority.CONNECT, now);
        boolean others = mayStart(Priority.OTHER, now);
        if (connects && others) {
            return first(Priority.CONNECT) < first(Priority.OTHER) ? Priority.CONNECT : Priority.OTHER;
        }
        return connects ? Priority.CONNECT : others ? Priority.OTHER : null;
    }

    private boolean mayStart(Priority priority, long now) {
        return isReady(priority) && nanosTo(priority, now) == 0;
    }

    /** Whether a call waits, and one more may be under way. */
    private boolean isReady(Priority priority) {
        int most = priority == Priority.RENEWAL ? MAX_UNDER_WAY + MORE_RENEWALS : MAX_UNDER_WAY;
        return !ofPriority(priority).isEmpty() && underWay.size() < most;
    }

    private long nanosTo(Priority priority, long now) {
        return switch (priority) {
            case RENEWAL -> pace.nanosToRenewal(now);
            case CONNECT -> pace.nanosToConnect(now);
            case OTHER -> 0;
        };
    }

    private long first(Priority priority) {
        return ofPriority(priority).values().iterator().next();
    }

    private Map<Runnable, Long> ofPriority(Priority priority) {
        return Objects.requireNonNull(waiting.get(priority));
    }

    /** Sets the timer to the time of the next call, unless it runs before that. */
    private void wakeForNext(long now) {
        long wait = Long.MAX_VALUE;
        for (Priority priority : Priority.values()) {
            if (isReady(priority)) {
                wait = Math.min(wait, nanosTo(priority, now));
            }
        }
        if (wait == Long.MAX_VALUE) {
            return;
        }
        long at = now + Math.max(wait, limiter.nanosToNext(now));
        Future<?> running = wake;
        if (running != null) {
            if (wakeAt - at <= 0) {
                return;
            }
            running.cancel(false);
            wake = null;
        }
        long number = ++wakes;
        try {
            wake = timer.schedule(() -> wake(number), at - now, TimeUnit.NANOSECONDS);
            wakeAt = at;
        } catch (RejectedExecutionException e) {
            // The client is being closed, and its calls are cancelled.
            wake = null;
        }
    }
}

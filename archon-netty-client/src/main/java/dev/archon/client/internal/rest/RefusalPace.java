package dev.archon.client.internal.rest;

import java.time.Duration;

/**
 * Decides how long token calls wait after the endpoint has answered one of them with 429, which is its limit for all calls of
 * an account. Time and randomness are passed in. Used under a lock.
 *
 * <ul>
 *   <li>Token calls for new connections pause as long as {@code Retry-After} says, {@value #MAX_PAUSE_SECONDS} s at most, and
 *       up to a fifth of that longer, because clients that were refused together would come back together otherwise. Renewals
 *       pause as long as {@code Retry-After} says, {@value #MAX_RENEWAL_PAUSE_SECONDS} s at most.
 *   <li>Then all token calls go one by one at a lower rate, so that renewals that are due at the same moment are spread too.
 *       The first refusal lowers it to seven tenths. At each later one it becomes the rate at which the endpoint has answered
 *       since the last pause, but at least a third and at most nine tenths of what it was. Refusals of calls that were under
 *       way at the same time lower it once.
 *   <li>The rate rises with the cube of the time, as in the congestion control CUBIC (RFC 9438): hardly at first, since the
 *       endpoint's limit is about there, and to the configured rate within {@value #RECOVERY_SECONDS} s.
 * </ul>
 *
 * <p>The bounds of the pauses are for a limit that holds for one server only, whose refusal would stop all others otherwise.
 * The refused call itself is repeated by its session, which respects a longer {@code Retry-After}.
 */
final class RefusalPace {

    /** The longest pause of calls for new connections, before its spread. */
    static final int MAX_PAUSE_SECONDS = 30;

    /** The longest pause of renewals: well below the 60 s before expiry at which a token is renewed by default. */
    static final int MAX_RENEWAL_PAUSE_SECONDS = 5;

    /** How long the rate takes from zero to the configured one. */
    static final int RECOVERY_SECONDS = 60;

    private static final long SECOND = 1_000_000_000;
    private static final double LEAST_PER_SECOND = 1;
    private static final double SPREAD = 0.2;
    private static final double FIRST_CUT = 0.7;
    private static final double LEAST_CUT = 0.9;
    private static final double MOST_CUT = 1 / 3.0;

    /** A timer that is late by less than this costs no call of the rate. */
    private static final long MOST_LATE = 50_000_000;

    private final int perSecond;
    private final Duration maxRetryAfter;

    private boolean isReduced;
    private double reduced;
    private long reducedAt;
    private long connectsFrom;
    private long renewalsFrom;

    /** When the rate allows the next call of either kind. */
    private long nextFrom;

    /** The calls that started since {@code busyFrom}, from which on they went as fast as the rate allows. */
    private long started;

    private long busyFrom;

    /**
     * Starts without a refusal.
     *
     * @param perSecond the configured rate of all calls, from 1
     * @param maxRetryAfter how long a {@code Retry-After} may be, where that is less than the bounds of the pauses
     */
    RefusalPace(int perSecond, Duration maxRetryAfter) {
        this.perSecond = perSecond;
        this.maxRetryAfter = maxRetryAfter;
    }

    /** The time until a token call for a new connection may start; zero if it may start now. {@code now} never decreases. */
    long nanosToConnect(long now) {
        settle(now);
        return isReduced ? Math.max(0, later(connectsFrom, nextFrom) - now) : 0;
    }

    /** The time until a renewal may start; zero if it may start now. */
    long nanosToRenewal(long now) {
        settle(now);
        return isReduced ? Math.max(0, later(renewalsFrom, nextFrom) - now) : 0;
    }

    /** Counts a token call that starts now. */
    void starts(long now) {
        settle(now);
        if (!isReduced) {
            return;
        }
        if (now - nextFrom > SECOND) {
            busyFrom = now;
            started = 0;
        }
        started++;
        nextFrom = later(nextFrom, now - MOST_LATE) + (long) (SECOND / rate(now));
    }

    /**
     * Counts a refusal.
     *
     * @param startedAt when the refused call started
     * @param retryAfter how long the endpoint wants no calls, zero if it does not say
     * @param now the time of the answer
     * @param random a number drawn evenly from [0, 1)
     */
    void refused(long startedAt, Duration retryAfter, long now, double random) {
        settle(now);
        if (!isReduced) {
            reduce(perSecond * FIRST_CUT, now);
            connectsFrom = now;
            renewalsFrom = now;
            nextFrom = now;
        } else if (startedAt - reducedAt >= 0) {
            double rate = rate(now);
            reduce(Math.max(rate * MOST_CUT, Math.min(rate * LEAST_CUT, answeredPerSecond(startedAt, now))), now);
        }
        Duration asked = retryAfter.compareTo(maxRetryAfter) < 0 ? retryAfter : maxRetryAfter;
        long pause = nanos(asked, MAX_PAUSE_SECONDS);
        connectsFrom = later(connectsFrom, now + pause + (long) (pause * SPREAD * random));
        renewalsFrom = later(renewalsFrom, now + nanos(asked, MAX_RENEWAL_PAUSE_SECONDS));
        nextFrom = later(nextFrom, renewalsFrom);
        busyFrom = nextFrom;
        started = 0;
    }

    private void reduce(double rate, long now) {
        isReduced = true;
        reduced = Math.max(LEAST_PER_SECOND, rate);
        reducedAt = now;
    }

    /**
     * The rate at which the endpoint has answered until the first refusal. A limit of so many calls a second lets as many pass
     * at once after a pause, which is why a second is added.
     */
    private double answeredPerSecond(long refusedStartedAt, long now) {
        double after = rate(now) * (now - refusedStartedAt) / SECOND;
        double seconds = Math.max(0, refusedStartedAt - busyFrom) / (double) SECOND;
        return Math.max(0, started - 1 - after) / (seconds + 1);
    }

    /** The rate of token calls, a second. */
    private double rate(long now) {
        if (!isReduced) {
            return perSecond;
        }
        double risen = Math.max(0, now - connectsFrom) / (double) SECOND / RECOVERY_SECONDS;
        return Math.min(perSecond, reduced + perSecond * risen * risen * risen);
    }

    /** Forgets the refusals once the rate is the configured one again, so that no time of long ago is compared. */
    private void settle(long now) {
        if (isReduced && rate(now) >= perSecond && connectsFrom - now <= 0 && nextFrom - now <= 0) {
            isReduced = false;
        }
    }

    /** Compares by difference, because the clock may have any origin. */
    private static long later(long a, long b) {
        return a - b > 0 ? a : b;
    }

    private static long nanos(Duration wait, int mostSeconds) {
        return wait.toSeconds() >= mostSeconds ? mostSeconds * SECOND : Math.max(0, wait.toNanos());
    }
}

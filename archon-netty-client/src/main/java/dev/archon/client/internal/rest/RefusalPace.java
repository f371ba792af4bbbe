package dev.archon.client.internal.rest;

import java.time.Duration;

/**
 * Decides how long token calls wait after the endpoint has answered one of them with 429, which is its limit for all calls of
 * an account. Time and randomness are passed in. Used under a lock.
 *
 * <ul>
 *   <li>Token calls for new connections pause as long as {@code Retry-After} says, {@value #MAX_PAUSE_SECONDS} s at most, and
 *       up to a fifth of that longer, because clients that were refused together would come back together otherwise.
 *   <li>Then they go one by one at half of their former rate, and the rate rises steadily (additive increase, multiplicative
 *       decrease): from zero to the configured one it takes {@value #RECOVERY_SECONDS} s. Several refusals of calls that were
 *       under way at the same time halve it once.
 *   <li>Renewals pause as long as {@code Retry-After} says, {@value #MAX_RENEWAL_PAUSE_SECONDS} s at most, and never slow
 *       down: what calls for new connections leave of the endpoint's limit is for them.
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

    private static final double SECOND = 1e9;
    private static final double LEAST_PER_SECOND = 1;
    private static final double SPREAD = 0.2;

    /** A timer that is late by less than this costs no call of the rate. */
    private static final long MOST_LATE = 50_000_000;

    private final int perSecond;
    private final Duration maxRetryAfter;
    private final double risePerSecond;

    private boolean isReduced;
    private double reduced;
    private long reducedAt;
    /** The end of the pause, from which the rate rises. */
    private long risesFrom;

    private long connectsFrom;
    private long renewalsFrom;

    /**
     * Starts without a refusal.
     *
     * @param perSecond the configured rate of all calls, from 1
     * @param maxRetryAfter how long a {@code Retry-After} may be, where that is less than the bounds of the pauses
     */
    RefusalPace(int perSecond, Duration maxRetryAfter) {
        this.perSecond = perSecond;
        this.maxRetryAfter = maxRetryAfter;
        this.risePerSecond = perSecond / (double) RECOVERY_SECONDS;
    }

    /** The time until a token call for a new connection may start; zero if it may start now. {@code now} never decreases. */
    long nanosToConnect(long now) {
        settle(now);
        return isReduced ? Math.max(0, connectsFrom - now) : 0;
    }

    /** The time until a renewal may start; zero if it may start now. */
    long nanosToRenewal(long now) {
        settle(now);
        return isReduced ? Math.max(0, renewalsFrom - now) : 0;
    }

    /** Counts a token call for a new connection that starts now. */
    void connects(long now) {
        settle(now);
        if (isReduced) {
            connectsFrom = later(connectsFrom, now - MOST_LATE) + (long) (SECOND / rate(now));
        }
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
            risesFrom = now;
            connectsFrom = now;
            renewalsFrom = now;
        }
        if (!isReduced || startedAt - reducedAt >= 0) {
            reduced = Math.max(LEAST_PER_SECOND, rate(now) / 2);
            reducedAt = now;
            isReduced = true;
        }
        Duration asked = retryAfter.compareTo(maxRetryAfter) < 0 ? retryAfter : maxRetryAfter;
        long pause = nanos(asked, MAX_PAUSE_SECONDS);
        long connectsAgain = now + pause + (long) (pause * SPREAD * random);
        risesFrom = later(risesFrom, connectsAgain);
        connectsFrom = later(connectsFrom, connectsAgain);
        renewalsFrom = later(renewalsFrom, now + nanos(asked, MAX_RENEWAL_PAUSE_SECONDS));
    }

    /** The rate of token calls for new connections, a second. */
    private double rate(long now) {
        return isReduced
                ? Math.min(perSecond, reduced + risePerSecond * (Math.max(0, now - risesFrom) / SECOND))
                : perSecond;
    }

    /** Forgets the refusals once the rate is the configured one again, so that no time of long ago is compared. */
    private void settle(long now) {
        if (isReduced && rate(now) >= perSecond && connectsFrom - now <= 0 && renewalsFrom - now <= 0) {
            isReduced = false;
        }
    }

    /** Compares by difference, because the clock may have any origin. */
    private static long later(long a, long b) {
        return a - b > 0 ? a : b;
    }

    private static long nanos(Duration wait, int mostSeconds) {
        return wait.toSeconds() >= mostSeconds ? mostSeconds * (long) SECOND : Math.max(0, wait.toNanos());
    }
}

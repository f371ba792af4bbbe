package dev.archon.client.internal.rest;

/**
 * So many permits a second in the long run, so many at once after a rest. Time is passed in.
 *
 * <p>A token bucket, kept as the one moment at which it would be full again (the generic cell rate algorithm, ITU-T
 * I.371): whole numbers only, so that nothing drifts, however long it runs.
 */
final class RateLimiter {

    private static final long SECOND = 1_000_000_000;

    private final long interval;
    private final long tolerance;
    private long fullAt;

    /** Begins with a full bucket. */
    RateLimiter(int perSecond, int burst, long now) {
        if (perSecond < 1 || burst < 1) {
            throw new IllegalArgumentException("there must be at least one permit a second, and one at once");
        }
        this.interval = SECOND / perSecond;
        this.tolerance = interval * (burst - 1L);
        this.fullAt = now;
    }

    /** How long it is until there is a permit, zero if there is one now. {@code now} never goes back. */
    long nanosToNext(long now) {
        return Math.max(0, fullAt - tolerance - now);
    }

    /** Takes a permit, if there is one now. */
    boolean tryTake(long now) {
        if (nanosToNext(now) > 0) {
            return false;
        }
        // Differences, because the clock's zero may lie anywhere.
        fullAt = (fullAt - now > 0 ? fullAt : now) + interval;
        return true;
    }
}

package dev.archon.client.internal.rest;

/**
 * Limits the rate of permits, and the number of permits at once after a pause. Time is passed in.
 *
 * <p>A token bucket, kept as the one moment at which it would be full again (the generic cell rate algorithm, ITU-T
 * I.371): it uses whole numbers only, so that no error adds up.
 */
final class RateLimiter {

    private static final long SECOND = 1_000_000_000;

    private final long interval;
    private final long tolerance;
    private long fullAt;

    /** Starts with a full bucket. */
    RateLimiter(int perSecond, int burst, long now) {
        if (perSecond < 1 || burst < 1) {
            throw new IllegalArgumentException("there must be at least one permit a second, and one at once");
        }
        this.interval = SECOND / perSecond;
        this.tolerance = interval * (burst - 1L);
        this.fullAt = now;
    }

    /** The time until the next permit, zero if there is one now. {@code now} never decreases. */
    long nanosToNext(long now) {
        return Math.max(0, fullAt - tolerance - now);
    }

    /** Takes a permit, if there is one now. */
    boolean tryTake(long now) {
        if (nanosToNext(now) > 0) {
            return false;
        }
        // Compared by difference, because the clock may have any origin.
        fullAt = (fullAt - now > 0 ? fullAt : now) + interval;
        return true;
    }
}

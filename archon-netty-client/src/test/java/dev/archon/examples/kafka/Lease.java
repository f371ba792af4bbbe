package dev.archon.examples.kafka;

import java.time.Duration;

/**
 * How long a backend may hold its servers without a heartbeat to the group. The group gives them to another backend when it has
 * not heard of this one for the session timeout, and this one may not be able to learn of it. So it lets go by itself by then.
 *
 * <p>Used by one thread at a time.
 */
final class Lease {

    private final Duration limit;
    private boolean held;
    private long lookedNanos;

    /**
     * Makes a lease that is not held yet.
     *
     * @param limit how old the last heartbeat may be: the session timeout of the group
     */
    Lease(Duration limit) {
        this.limit = limit;
    }

    /**
     * Looks at the last heartbeat.
     *
     * @param nowNanos the time by {@link System#nanoTime()}. If it was not called for the time of the lease, the process has
     *     stood still, and the lease has run out whatever heartbeat has been sent since
     * @param age how long ago the heartbeat was
     * @return whether the lease has just run out; not again before there has been another heartbeat
     */
    boolean runsOut(long nowNanos, Duration age) {
        boolean stoodStill = nowNanos - lookedNanos >= limit.toNanos();
        lookedNanos = nowNanos;
        boolean fresh = age.compareTo(limit) < 0;
        boolean ranOut = held && (!fresh || stoodStill);
        held = fresh;
        return ranOut;
    }
}

package dev.archon.benchmarks.fleet;

import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Counts latencies in buckets that are at most 3 % wide, so that any number of them takes the same memory. May be used from
 * any thread.
 */
final class LatencyHistogram {

    private static final int STEPS_BITS = 5;
    private static final int STEPS = 1 << STEPS_BITS;

    private final AtomicLongArray counts = new AtomicLongArray((Long.SIZE - STEPS_BITS) * STEPS);

    void add(long nanos) {
        counts.incrementAndGet(bucket(Math.max(0, nanos)));
    }

    void clear() {
        for (int i = 0; i < counts.length(); i++) {
            counts.set(i, 0);
        }
    }

    long count() {
        long sum = 0;
        for (int i = 0; i < counts.length(); i++) {
            sum += counts.get(i);
        }
        return sum;
    }

    /**
     * A latency that a share of all does not exceed.
     *
     * @param share from 0 to 1
     * @return nanoseconds, the upper end of the bucket; 0 if nothing was counted
     */
    long quantile(double share) {
        long rank = (long) Math.ceil(share * count());
        long seen = 0;
        for (int i = 0; i < counts.length(); i++) {
            seen += counts.get(i);
            if (seen >= rank && seen > 0) {
                return end(i);
            }
        }
        return 0;
    }

    /** Below 32 each nanosecond has a bucket; above, each power of two has 32. */
    static int bucket(long nanos) {
        int power = Long.SIZE - 1 - Long.numberOfLeadingZeros(nanos | 1);
        int shift = Math.max(0, power - STEPS_BITS);
        return shift * STEPS + (int) (nanos >>> shift);
    }

    /** The highest latency of a bucket. */
    static long end(int bucket) {
        if (bucket < 2 * STEPS) {
            return bucket;
        }
        int shift = bucket / STEPS - 1;
        return ((long) (bucket - shift * STEPS + 1) << shift) - 1;
    }
}

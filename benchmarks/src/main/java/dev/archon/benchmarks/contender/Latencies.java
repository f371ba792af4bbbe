package dev.archon.benchmarks.contender;

import java.util.Arrays;

/**
 * How long lines took from the sender to the handler. {@link System#nanoTime()} of two processes may be compared here
 * because it is the system's monotonic clock on Linux, which all processes share; a run with a negative latency is refused.
 */
final class Latencies {

    private final long[] nanos;
    private long from = Long.MAX_VALUE;
    private int count;

    /** Makes room for a number of lines; more are not counted. */
    Latencies(int capacity) {
        this.nanos = new long[capacity];
    }

    /** Ignores lines that were sent before a time, since they are part of the warm-up. */
    synchronized void from(long sentAt) {
        this.from = sentAt;
    }

    synchronized void add(long sentAt) {
        if (sentAt - from >= 0 && count < nanos.length) {
            nanos[count++] = System.nanoTime() - sentAt;
        }
    }

    /** The latencies in ascending order. */
    synchronized long[] sorted() {
        long[] sorted = Arrays.copyOf(nanos, count);
        Arrays.sort(sorted);
        return sorted;
    }
}

package dev.archon.benchmarks.contender;

import java.util.stream.IntStream;

/**
 * How long lines took from the sender to the handler. {@link System#nanoTime()} of two processes may be compared here
 * because it is the system's monotonic clock on Linux, which all processes share; a run with a negative latency is refused.
 *
 * <p>Lines of the warm-up are noted too and left out at the end. If they took another branch, the first line that is measured
 * would have the JVM throw away the compiled handler, and the figures would be those of its interpreter.
 */
final class Latencies {

    private final long[] sentAt;
    private final long[] tookNanos;
    private long from;
    private int count;

    /**
     * Makes room for a number of lines, those of the warm-up among them.
     *
     * @param capacity how many; with more there are no figures
     */
    Latencies(int capacity) {
        this.sentAt = new long[capacity];
        this.tookNanos = new long[capacity];
    }

    /** Leaves out lines that were sent before a time, since they are part of the warm-up. */
    synchronized void from(long firstSentAt) {
        this.from = firstSentAt;
    }

    synchronized void add(long lineSentAt) {
        sentAt[count] = lineSentAt;
        tookNanos[count] = System.nanoTime() - lineSentAt;
        count++;
    }

    /** The latencies in ascending order. */
    synchronized long[] sorted() {
        return IntStream.range(0, count)
                .filter(line -> sentAt[line] - from >= 0)
                .mapToLong(line -> tookNanos[line])
                .sorted()
                .toArray();
    }
}

package dev.archon.benchmarks.race;

/** What is measured of a contender. */
public enum Metric {
    /** Events a second. */
    RATE,
    /** Nanoseconds of CPU time of the whole process for each event. */
    CPU,
    /** Bytes allocated for each event. */
    ALLOCATED,
    /** Median latency of a line in nanoseconds. */
    P50,
    /** The latency that 1 % of the lines exceed. */
    P99,
    /** The latency that 0.1 % of the lines exceed. */
    P999,
    /** The highest latency. */
    MAX,
    /** Bytes of heap in use after a collection. */
    HEAP,
    /** Bytes of direct buffers in use. */
    DIRECT,
    /** Threads. */
    THREADS
}

package dev.archon.benchmarks.race;

/** What is measured of a contender. */
public enum Metric {
    /** Messages a second. */
    RATE,
    /** Nanoseconds of CPU time of the whole process for each message. */
    CPU,
    /** Percent of the CPU time that the process spent in the kernel. */
    KERNEL,
    /** Bytes allocated for each message. */
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

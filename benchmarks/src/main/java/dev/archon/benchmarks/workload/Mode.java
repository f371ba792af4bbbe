package dev.archon.benchmarks.workload;

/** How a server sends. */
public enum Mode {
    /** As fast as the socket takes it. */
    FLOOD,

    /** 50,000 lines a second in bursts of 500, each line with the time at which it was sent. */
    LATENCY,

    /** 1,000 lines a second on each connection, in bursts of 10. */
    SWARM,

    /** One line when the last connection is there, and nothing more. */
    IDLE
}

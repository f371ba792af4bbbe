package dev.archon.benchmarks.workload;

/** How a server sends. */
public enum SendMode {
    /** As fast as the socket takes it. */
    FLOOD,

    /** 50,000 lines a second in bursts of 500, each line with the time at which it was sent. */
    LATENCY,

    /** 1,000 lines a second on each connection, in bursts of 10. */
    SWARM,

    /** One line when the last connection is there, and nothing more. */
    IDLE;

    /** A second has a hundred bursts, so 1 % of the lines of one window would be no more than one burst. */
    private static final int LATENCY_WINDOWS = 2;

    /** Compiles the code that only bursts run, which are smaller and more in the first part of it. */
    private static final int LATENCY_WARM_UP_MILLIS = 2_000;

    /** The same for many connections, each of which receives little. */
    private static final int SWARM_WARM_UP_MILLIS = 2_000;

    /**
     * Whether a contender is warmed up by a flood on a connection of its own before. With few messages a second the JVM would
     * still be compiling when it is measured.
     */
    public boolean floodsBefore() {
        return this == LATENCY || this == SWARM;
    }

    /**
     * How long a contender warms up on the connections that are measured.
     *
     * @param warmUpMillis how long in a flood
     */
    public int warmUpMillis(int warmUpMillis) {
        return switch (this) {
            case LATENCY -> Math.min(LATENCY_WARM_UP_MILLIS, warmUpMillis);
            case SWARM -> Math.min(SWARM_WARM_UP_MILLIS, warmUpMillis);
            case FLOOD, IDLE -> warmUpMillis;
        };
    }

    /**
     * How long a contender is measured.
     *
     * @param windowMillis how long in a flood
     */
    public int windowMillis(int windowMillis) {
        return this == LATENCY ? LATENCY_WINDOWS * windowMillis : windowMillis;
    }
}

package dev.archon.benchmarks.race;

import dev.archon.benchmarks.workload.Mode;
import dev.archon.benchmarks.workload.Workload;
import java.util.Locale;

/** One question that contenders are compared by. */
public enum Heat {
    /** Typical lines as fast as they come. */
    TYPICAL(Workload.TYPICAL, Mode.FLOOD, 1),

    /** Long messages. */
    TRACES(Workload.TRACES, Mode.FLOOD, 1),

    /** Text that must be unescaped or decoded. */
    ESCAPES(Workload.ESCAPES, Mode.FLOOD, 1),

    /** Not only lines. */
    MIXED(Workload.MIXED, Mode.FLOOD, 1),

    /** Compressed. */
    DEFLATE(Workload.DEFLATE, Mode.FLOOD, 1),

    /** How long a line takes. */
    LATENCY(Workload.TYPICAL, Mode.LATENCY, 1),

    /** Many connections at once. */
    SWARM(Workload.TYPICAL, Mode.SWARM, 1_000),

    /** One connection that does nothing, to compare with many. */
    IDLE_ONE(Workload.TYPICAL, Mode.IDLE, 1),

    /** Many connections that do nothing. */
    IDLE_MANY(Workload.TYPICAL, Mode.IDLE, 10_000);

    private final Workload workload;
    private final Mode mode;
    private final int connections;

    Heat(Workload workload, Mode mode, int connections) {
        this.workload = workload;
        this.mode = mode;
        this.connections = connections;
    }

    /** What is sent. */
    public Workload workload() {
        return workload;
    }

    /** How it is sent. */
    public Mode mode() {
        return mode;
    }

    /** Over how many connections. */
    public int connections() {
        return connections;
    }

    /**
     * How often each contender runs. Typical lines matter most, and the whole race shall not take all day.
     *
     * @param rounds how often it runs with typical lines
     */
    int rounds(int rounds) {
        return switch (this) {
            case TYPICAL -> rounds;
            case TRACES, ESCAPES, MIXED, DEFLATE -> Math.max(1, rounds * 2 / 3);
            case LATENCY, SWARM -> Math.max(1, rounds / 2);
            case IDLE_ONE, IDLE_MANY -> 1;
        };
    }

    /** The name used on the command line. */
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** A heading. */
    public String title() {
        return switch (this) {
            case LATENCY -> "latency: one connection, 50,000 lines/s in bursts of 500";
            case SWARM -> "1,000 connections, 1,000 lines/s each in bursts of 10";
            case IDLE_ONE -> "one idle connection";
            case IDLE_MANY -> "10,000 idle connections";
            default -> workload.title();
        };
    }
}

package dev.archon.benchmarks.race;

import dev.archon.benchmarks.contender.Contender;
import dev.archon.benchmarks.workload.Output;
import dev.archon.benchmarks.workload.RunRequest;
import dev.archon.benchmarks.workload.SendMode;
import dev.archon.benchmarks.workload.Workload;
import java.util.List;
import java.util.Locale;

/** A table of the race: what is sent, how, and what every contender has to make of it. */
public enum Comparison {
    /** Typical lines as {@code log} messages. */
    LOG(Workload.LOG, Output.EVENTS, SendMode.FLOOD, 1),

    /** Typical lines as {@code log4j} messages. */
    LOG4J(Workload.LOG4J, Output.EVENTS, SendMode.FLOOD, 1),

    /** The lines of a console out of {@code log4j} messages. */
    LOG4J_LINES(Workload.LOG4J, Output.LINES, SendMode.FLOOD, 1),

    /** The lines of a console out of {@code log} messages. */
    LOG_LINES(Workload.LOG, Output.LINES, SendMode.FLOOD, 1),

    /** The lines of stack traces that came as text. */
    LOG_TRACES(Workload.LOG_TRACES, Output.LINES, SendMode.FLOOD, 1),

    /** The lines of stack traces that came as throwables. */
    LOG4J_TRACES(Workload.LOG4J_TRACES, Output.LINES, SendMode.FLOOD, 1),

    /** Text that must be unescaped or decoded. */
    ESCAPES(Workload.ESCAPES, Output.EVENTS, SendMode.FLOOD, 1),

    /** Typical lines with other events between them. */
    MIXED(Workload.MIXED, Output.EVENTS, SendMode.FLOOD, 1),

    /** Compressed messages. */
    DEFLATE(Workload.DEFLATE, Output.EVENTS, SendMode.FLOOD, 1),

    /** How long a line takes. */
    LATENCY(Workload.LOG, Output.EVENTS, SendMode.LATENCY, 1),

    /** Many connections that receive little each. */
    SWARM(Workload.LOG, Output.EVENTS, SendMode.SWARM, 1_000),

    /** One connection that receives nothing, to compare with many. */
    IDLE_ONE(Workload.LOG, Output.EVENTS, SendMode.IDLE, 1),

    /** Many connections that receive nothing. */
    IDLE_MANY(Workload.LOG, Output.EVENTS, SendMode.IDLE, 10_000);

    private final Workload workload;
    private final Output output;
    private final SendMode mode;
    private final int connections;

    Comparison(Workload workload, Output output, SendMode mode, int connections) {
        this.workload = workload;
        this.output = output;
        this.mode = mode;
        this.connections = connections;
    }

    /** How it is sent. */
    public SendMode mode() {
        return mode;
    }

    /** Whether the connections must be compressed. */
    public boolean isCompressed() {
        return workload == Workload.DEFLATE;
    }

    /** Over how many connections. */
    public int connections() {
        return connections;
    }

    /**
     * The request of one run.
     *
     * @param millis for how long to send
     * @param run the number of the run
     */
    RunRequest request(int millis, int run) {
        return new RunRequest(workload, output, mode, false, millis, connections, run, 0);
    }

    /** Whether a contender takes part. */
    boolean admits(Contender contender) {
        return contender.takesPartIn(request(0, 0));
    }

    /**
     * How often each contender runs. Typical lines matter most; latency and many connections vary most; and the whole
     * race must not take longer than somebody waits for it.
     *
     * @param rounds how often it runs with typical lines
     */
    int rounds(int rounds) {
        return switch (this) {
            case LOG, LOG4J, LOG4J_LINES -> rounds;
            case LOG_LINES, LOG_TRACES, LOG4J_TRACES, ESCAPES, MIXED, DEFLATE -> Math.max(1, rounds / 2);
            case LATENCY, SWARM -> Math.max(1, rounds * 3 / 2);
            case IDLE_ONE, IDLE_MANY -> 1;
        };
    }

    /** The metrics by which contenders are compared, the first of which sorts the table. */
    List<Metric> decisive() {
        return switch (mode) {
            case FLOOD -> List.of(Metric.RATE, Metric.CPU);
            case LATENCY -> List.of(Metric.P50, Metric.P99, Metric.P999);
            case SWARM -> List.of(Metric.CPU);
            case IDLE -> List.of(Metric.HEAP);
        };
    }

    /** The name used on the command line. */
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** A heading. */
    public String title() {
        return switch (this) {
            case LATENCY -> "latency: one connection, 50,000 lines/s as log in bursts of 500";
            case SWARM -> "1,000 connections, 1,000 lines/s each as log in bursts of 10";
            case IDLE_ONE -> "one idle connection";
            case IDLE_MANY -> "10,000 idle connections";
            default -> workload.title() + (output == Output.LINES ? ", made lines of the console" : "");
        };
    }
}

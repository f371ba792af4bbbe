package dev.archon.benchmarks.race;

import dev.archon.benchmarks.contender.Contender;
import dev.archon.benchmarks.workload.Output;
import dev.archon.benchmarks.workload.RunRequest;
import dev.archon.benchmarks.workload.SendMode;
import dev.archon.benchmarks.workload.Workload;
import java.util.List;
import java.util.Locale;

/** One table of the race: what is sent, how it is sent, and what every contender makes of it. */
public enum Comparison {
    /** Typical lines as {@code log} messages. */
    LOG(Workload.LOG, Output.EVENTS, SendMode.FLOOD, false, 1),

    /** Typical lines as {@code log4j} messages. */
    LOG4J(Workload.LOG4J, Output.EVENTS, SendMode.FLOOD, false, 1),

    /** The lines of a console out of {@code log4j} messages. */
    LOG4J_LINES(Workload.LOG4J, Output.LINES, SendMode.FLOOD, false, 1),

    /** The lines of a console out of {@code log} messages. */
    LOG_LINES(Workload.LOG, Output.LINES, SendMode.FLOOD, false, 1),

    /** The lines of stack traces that came as text. */
    LOG_TRACES(Workload.LOG_TRACES, Output.LINES, SendMode.FLOOD, false, 1),

    /** The lines of stack traces that came as throwables. */
    LOG4J_TRACES(Workload.LOG4J_TRACES, Output.LINES, SendMode.FLOOD, false, 1),

    /** Text that must be unescaped or decoded. */
    ESCAPES(Workload.ESCAPES, Output.EVENTS, SendMode.FLOOD, false, 1),

    /** Typical lines with other events between them. */
    MIXED(Workload.MIXED, Output.EVENTS, SendMode.FLOOD, false, 1),

    /** Compressed messages. */
    DEFLATE(Workload.DEFLATE, Output.EVENTS, SendMode.FLOOD, false, 1),

    /** Typical lines as {@code log} messages on an encrypted connection. */
    LOG_TLS(Workload.LOG, Output.EVENTS, SendMode.FLOOD, true, 1),

    /** Typical lines as {@code log4j} messages on an encrypted connection. */
    LOG4J_TLS(Workload.LOG4J, Output.EVENTS, SendMode.FLOOD, true, 1),

    /** How long a line takes. */
    LATENCY(Workload.LOG, Output.EVENTS, SendMode.LATENCY, false, 1),

    /** Many connections that receive little each. */
    SWARM(Workload.LOG, Output.EVENTS, SendMode.SWARM, false, 1_000),

    /** Many encrypted connections that receive little each. */
    SWARM_TLS(Workload.LOG, Output.EVENTS, SendMode.SWARM, true, 1_000),

    /** One connection that receives nothing, to compare with many. */
    IDLE_ONE(Workload.LOG, Output.EVENTS, SendMode.IDLE, false, 1),

    /** Many connections that receive nothing. */
    IDLE_MANY(Workload.LOG, Output.EVENTS, SendMode.IDLE, false, 10_000),

    /** One encrypted connection that receives nothing, to compare with many. */
    IDLE_ONE_TLS(Workload.LOG, Output.EVENTS, SendMode.IDLE, true, 1),

    /** Many encrypted connections that receive nothing. */
    IDLE_MANY_TLS(Workload.LOG, Output.EVENTS, SendMode.IDLE, true, 10_000);

    private static final int LEAST_TLS_WARM_UP_MILLIS = 3_000;
    private static final int MOST_BEFORE_MILLIS = 2_000;

    private final Workload workload;
    private final Output output;
    private final SendMode mode;
    private final boolean tls;
    private final int connections;

    Comparison(Workload workload, Output output, SendMode mode, boolean tls, int connections) {
        this.workload = workload;
        this.output = output;
        this.mode = mode;
        this.tls = tls;
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

    /** Whether the connections are encrypted. */
    public boolean isEncrypted() {
        return tls;
    }

    /** Over how many connections. */
    public int connections() {
        return connections;
    }

    /**
     * The request of one run.
     *
     * @param millis for how long to send, in milliseconds
     * @param warmUpMillis how much of that is no more than a warm-up, in milliseconds
     * @param run the number of the run
     */
    public RunRequest request(int millis, int warmUpMillis, int run) {
        return new RunRequest(workload, output, mode, tls, millis, warmUpMillis, connections, run, 0);
    }

    /** Whether a contender takes part. */
    boolean admits(Contender contender) {
        return contender.takesPartIn(request(0, 0, 0));
    }

    /**
     * How often a contender runs. Typical lines matter most, and latency and many connections vary most. A baseline runs
     * once, unless it is what the client is compared with, and so does the client where it has no target and the README does not
     * show it. The whole race is meant to take less than 15 minutes.
     *
     * @param contender who runs
     * @param rounds how often one runs with typical lines
     */
    int rounds(Contender contender, int rounds) {
        if ((contender.side() == Contender.Side.BASELINE && !tls) || isOfLessInterest(contender)) {
            return 1;
        }
        return switch (this) {
            case LOG, LOG4J, LOG4J_LINES -> rounds;
            case LOG_TRACES, LOG4J_TRACES, ESCAPES, LOG_TLS, LOG4J_TLS, SWARM_TLS -> Math.max(1, rounds * 2 / 3);
            case LATENCY, SWARM -> 2 * rounds;
            case LOG_LINES, MIXED, DEFLATE, IDLE_ONE, IDLE_MANY, IDLE_ONE_TLS, IDLE_MANY_TLS -> 1;
        };
    }

    private boolean isOfLessInterest(Contender contender) {
        return switch (contender) {
            case ARCHON_RELAY -> this != LOG && this != LOG4J_LINES;
            case ARCHON_BATCH_OPENSSL -> mode != SendMode.IDLE;
            default -> false;
        };
    }

    /**
     * For how long each contender warms up in a flood. The JDK's AES-GCM is many times slower until it is compiled, which
     * takes about two seconds. Before few messages a second are measured, a flood need not be longer than {@value
     * #MOST_BEFORE_MILLIS} ms, since a second warm-up follows.
     *
     * @param warmUpMillis for how long without encryption, in milliseconds
     */
    int warmUpMillis(int warmUpMillis) {
        if (tls) {
            return Math.max(warmUpMillis, LEAST_TLS_WARM_UP_MILLIS);
        }
        return mode.floodsBefore() ? Math.min(warmUpMillis, MOST_BEFORE_MILLIS) : warmUpMillis;
    }

    /** Whether it is part of a race that does not name its workloads. */
    public boolean isDefault() {
        return this != LOG_LINES && this != MIXED && this != DEFLATE;
    }

    /** The metrics by which a peer that is far behind is spared further rounds. The slowest lines of one round vary too much. */
    List<Metric> indicative() {
        return mode == SendMode.LATENCY ? List.of(Metric.P50) : decisive();
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
        String title = switch (mode) {
            case FLOOD -> workload.title() + (output == Output.LINES ? ", as console lines" : "");
            case LATENCY -> "latency: one connection, 50,000 lines/s as log in bursts of 500";
            case SWARM -> "1,000 connections, 1,000 lines/s each as log in bursts of 10";
            case IDLE -> connections == 1 ? "one idle connection" : "10,000 idle connections";
        };
        return title + (tls ? ", TLS" : "");
    }
}

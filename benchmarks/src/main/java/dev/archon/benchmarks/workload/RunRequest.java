package dev.archon.benchmarks.workload;

import java.util.Locale;

/**
 * What a connection is to receive. A contender asks for it by the server id of its token call, so any client can.
 *
 * @param workload which events
 * @param output what the contender makes of them; the sender sends the same for each
 * @param mode in which way they are sent
 * @param tls whether the WebSocket is encrypted; the token call never is
 * @param millis for how long in milliseconds; a flood brings one block at least
 * @param warmUpMillis how much of that is no more than a warm-up, in milliseconds
 * @param connections how many connections belong to the run; sending starts when the last one is open
 * @param run a number that no other run of the sender has
 * @param index which of the run's connections this is, from 0
 */
public record RunRequest(
        Workload workload,
        Output output,
        SendMode mode,
        boolean tls,
        int millis,
        int warmUpMillis,
        int connections,
        int run,
        int index) {

    private static final int FIELDS = 9;
    private static final String TLS = "tls";
    private static final String PLAIN = "plain";

    /** Added to the number of a run, it gives one that no other run has. */
    private static final int WARM_UP_RUNS = 1_000_000;

    /** The same request for another of the run's connections. */
    public RunRequest connection(int index) {
        return new RunRequest(workload, output, mode, tls, millis, warmUpMillis, connections, run, index);
    }

    /** The flood that warms a contender up for this request. */
    public RunRequest floodBefore(int warmUpMillis) {
        return new RunRequest(
                workload, output, SendMode.FLOOD, tls, warmUpMillis, warmUpMillis, 1, run + WARM_UP_RUNS, 0);
    }

    /** The request as a server id. */
    public String id() {
        return "%s-%s-%s-%s-%d-%d-%d-%d-%d"
                .formatted(
                        workload.id(),
                        output.name().toLowerCase(Locale.ROOT),
                        mode.name().toLowerCase(Locale.ROOT),
                        tls ? TLS : PLAIN,
                        millis,
                        warmUpMillis,
                        connections,
                        run,
                        index);
    }

    /**
     * Reads an {@link #id()}.
     *
     * @throws IllegalArgumentException if it is none
     */
    public static RunRequest of(String id) {
        String[] fields = id.split("-", -1);
        if (fields.length != FIELDS) {
            throw new IllegalArgumentException("'" + id + "' is no request of a race");
        }
        return new RunRequest(
                Workload.of(fields[0]),
                Output.valueOf(fields[1].toUpperCase(Locale.ROOT)),
                SendMode.valueOf(fields[2].toUpperCase(Locale.ROOT)),
                fields[3].equals(TLS),
                Integer.parseInt(fields[4]),
                Integer.parseInt(fields[5]),
                Integer.parseInt(fields[6]),
                Integer.parseInt(fields[7]),
                Integer.parseInt(fields[8]));
    }
}

package dev.archon.benchmarks.workload;

import java.util.Locale;

/**
 * What a connection is to get. A contender orders it by the server id that it asks for, so any client can.
 *
 * @param workload which events
 * @param mode in which way
 * @param millis for how long; a flood brings one block at least
 * @param connections how many connections belong to the run; it begins when the last one is there
 * @param run a number that no other run of the sender has
 * @param index which of the run's connections this is, from 0
 */
public record Order(Workload workload, Mode mode, int millis, int connections, int run, int index) {

    private static final int FIELDS = 6;
    /** Added to the number of a run it gives one that no other run has. */
    private static final int WARM_UP_RUNS = 1_000_000;

    /** The same for another of the run's connections. */
    public Order connection(int index) {
        return new Order(workload, mode, millis, connections, run, index);
    }

    /** The flood that warms a contender up for this order. */
    public Order floodBefore(int warmUpMillis) {
        return new Order(workload, Mode.FLOOD, warmUpMillis, 1, run + WARM_UP_RUNS, 0);
    }

    /** As a server id. */
    public String id() {
        return "%s-%s-%d-%d-%d-%d"
                .formatted(workload.id(), mode.name().toLowerCase(Locale.ROOT), millis, connections, run, index);
    }

    /** What {@link #id()} gave. */
    public static Order of(String id) {
        String[] fields = id.split("-", -1);
        if (fields.length != FIELDS) {
            throw new IllegalArgumentException("'" + id + "' is no order of a race");
        }
        return new Order(
                Workload.of(fields[0]),
                Mode.valueOf(fields[1].toUpperCase(Locale.ROOT)),
                Integer.parseInt(fields[2]),
                Integer.parseInt(fields[3]),
                Integer.parseInt(fields[4]),
                Integer.parseInt(fields[5]));
    }
}

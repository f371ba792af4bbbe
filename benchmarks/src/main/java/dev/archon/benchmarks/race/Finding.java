package dev.archon.benchmarks.race;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * The figures of one run.
 *
 * @param figures those that the run has
 * @param deflated whether the connection was compressed
 * @param senderCores how many cores the sender had in use; near to one in a flood, a faster sender might have got more
 */
record Finding(Map<Metric, Double> figures, boolean deflated, double senderCores) {

    private static final int LOW_BITS = 32;
    private static final String EVENTS = "_EVENTS";
    private static final String ALL = "PAYLOAD" + EVENTS;

    OptionalDouble get(Metric metric) {
        Double figure = figures.get(metric);
        return figure == null ? OptionalDouble.empty() : OptionalDouble.of(figure);
    }

    /**
     * What a contender found, if it is what the sender has sent.
     *
     * @param found the line that the contender printed
     * @param sent the line that the sender printed
     * @throws RaceException if the contender missed something or read it wrong
     */
    static Finding of(String found, String sent) throws RaceException {
        Map<String, String> theirs = fields("found", found);
        Map<String, String> ours = fields("sent", sent);
        String unit = theirs.getOrDefault("unit", "none");
        // Who throws the bytes away knows how many events they must have been, and no more.
        check("the number of events", number(theirs, "total"), number(ours, unit.equals("none") ? ALL : unit + EVENTS));
        if (!unit.equals("none")) {
            boolean low = "32".equals(theirs.get("bits"));
            check("the checksum", bits(low, number(theirs, "checksum")), bits(low, number(ours, unit)));
        }
        Map<Metric, Double> figures = new EnumMap<>(Metric.class);
        if (theirs.containsKey("events")) {
            double events = number(theirs, "events");
            if (events == 0) {
                throw new RaceException("it got no event in the time that was measured");
            }
            figures.put(Metric.RATE, events * 1e9 / number(theirs, "nanos"));
            figures.put(Metric.CPU, number(theirs, "cpu") / events);
            if (theirs.containsKey("allocated")) {
                figures.put(Metric.ALLOCATED, number(theirs, "allocated") / events);
            }
        }
        for (Metric metric : new Metric[] {
            Metric.P50, Metric.P99, Metric.P999, Metric.MAX, Metric.HEAP, Metric.DIRECT, Metric.THREADS
        }) {
            String field = metric.name().toLowerCase(Locale.ROOT);
            if (theirs.containsKey(field)) {
                figures.put(metric, (double) number(theirs, field));
            }
        }
        if (figures.getOrDefault(Metric.P50, 0.0) < 0) {
            throw new RaceException("lines came before they were sent: on this system the clocks of two processes"
                    + " cannot be compared");
        }
        return new Finding(
                figures,
                Boolean.parseBoolean(ours.get("deflated")),
                Double.parseDouble(ours.getOrDefault("cores", "0")));
    }

    private static void check(String what, long theirs, long ours) throws RaceException {
        if (theirs != ours) {
            throw new RaceException("a wrong count: " + what + " is " + theirs + ", of what was sent it is " + ours);
        }
    }

    /** JavaScript has 32 bits only for numbers that wrap around. */
    private static long bits(boolean low, long value) {
        return low ? value & ((1L << LOW_BITS) - 1) : value;
    }

    private static long number(Map<String, String> fields, String name) throws RaceException {
        String text = fields.get(name);
        if (text == null) {
            throw new RaceException("it did not say " + name + ", only " + fields);
        }
        return Long.parseLong(text);
    }

    private static Map<String, String> fields(String kind, String line) throws RaceException {
        if (!line.startsWith(kind + " ")) {
            throw new RaceException("it said '" + line + "' where '" + kind + " ...' was expected");
        }
        Map<String, String> fields = new HashMap<>();
        for (String field : line.substring(kind.length() + 1).split(" ", -1)) {
            int equals = field.indexOf('=');
            if (equals > 0) {
                fields.put(field.substring(0, equals), field.substring(equals + 1));
            }
        }
        return fields;
    }
}

package dev.archon.benchmarks.race;

import dev.archon.benchmarks.workload.Quantiles;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * The figures of one run. Those per event are per message on the wire, whatever the contender counts itself, so that one
 * that counts lines can be compared with one that counts events.
 *
 * @param figures those that the run has
 * @param distribution the latencies in nanoseconds at {@link Quantiles#all()}; empty if none were measured
 * @param deflated whether the connection was compressed
 * @param senderCores how many cores the sender used; near to one in a flood, a faster sender might have reached more
 */
record RunResult(Map<Metric, Double> figures, List<Double> distribution, boolean deflated, double senderCores) {

    private static final int LOW_BITS = 32;
    private static final String EVENTS = "_EVENTS";
    private static final String MESSAGES = "PAYLOAD" + EVENTS;

    /** The unit of a contender that throws the bytes away: it knows how many messages they must have been, and no more. */
    private static final String NONE = "none";

    OptionalDouble get(Metric metric) {
        Double figure = figures.get(metric);
        return figure == null ? OptionalDouble.empty() : OptionalDouble.of(figure);
    }

    /**
     * Computes the figures of a contender, if it has received what the sender has sent.
     *
     * @param found the line that the contender printed
     * @param sent the line that the sender printed
     * @throws RaceException if the contender missed something or read it wrong
     */
    static RunResult of(String found, String sent) throws RaceException {
        Map<String, String> received = fields("found", found);
        Map<String, String> expected = fields("sent", sent);
        String unit = received.getOrDefault("unit", NONE);
        long counted = number(expected, unit.equals(NONE) ? MESSAGES : unit + EVENTS);
        check("the number of events", number(received, "total"), counted);
        if (!unit.equals(NONE)) {
            boolean low = "32".equals(received.get("bits"));
            check("the checksum", bits(low, number(received, "checksum")), bits(low, number(expected, unit)));
        }
        Map<Metric, Double> figures = new EnumMap<>(Metric.class);
        if (received.containsKey("events")) {
            putRates(figures, received, number(expected, MESSAGES) / (double) counted);
        }
        for (Metric metric : new Metric[] {
            Metric.P50, Metric.P99, Metric.P999, Metric.MAX, Metric.HEAP, Metric.DIRECT, Metric.THREADS
        }) {
            String field = metric.name().toLowerCase(Locale.ROOT);
            if (received.containsKey(field)) {
                figures.put(metric, (double) number(received, field));
            }
        }
        if (figures.getOrDefault(Metric.P50, 0.0) < 0) {
            throw new RaceException("lines were received before they were sent: on this system the clocks of two"
                    + " processes cannot be compared");
        }
        return new RunResult(
                figures,
                distribution(received.getOrDefault("distribution", "")),
                Boolean.parseBoolean(expected.get("deflated")),
                Double.parseDouble(expected.getOrDefault("cores", "0")));
    }

    private static List<Double> distribution(String text) {
        return text.isEmpty()
                ? List.of()
                : Arrays.stream(text.split(",", -1)).map(Double::valueOf).toList();
    }

    private static void putRates(Map<Metric, Double> figures, Map<String, String> received, double messagesEach)
            throws RaceException {
        double messages = number(received, "events") * messagesEach;
        if (messages == 0) {
            throw new RaceException("the client received no event while it was measured");
        }
        double cpu = number(received, "cpu");
        figures.put(Metric.RATE, messages * 1e9 / number(received, "nanos"));
        figures.put(Metric.CPU, cpu / messages);
        if (received.containsKey("kernel")) {
            figures.put(Metric.KERNEL, 100 * number(received, "kernel") / cpu);
        }
        if (received.containsKey("allocated")) {
            figures.put(Metric.ALLOCATED, number(received, "allocated") / messages);
        }
    }

    private static void check(String what, long received, long expected) throws RaceException {
        if (received != expected) {
            throw new RaceException("wrong count: " + what + " is " + received + ", but " + expected + " was sent");
        }
    }

    /** JavaScript has 32 bits only for numbers that wrap around. */
    private static long bits(boolean low, long value) {
        return low ? value & ((1L << LOW_BITS) - 1) : value;
    }

    private static long number(Map<String, String> fields, String name) throws RaceException {
        String text = fields.get(name);
        if (text == null) {
            throw new RaceException("it did not report " + name + ", only " + fields);
        }
        return Long.parseLong(text);
    }

    private static Map<String, String> fields(String kind, String line) throws RaceException {
        if (!line.startsWith(kind + " ")) {
            throw new RaceException("it printed '" + line + "' where '" + kind + " ...' was expected");
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

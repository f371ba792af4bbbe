package dev.archon.benchmarks.race;

import dev.archon.benchmarks.contender.Contender;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.DoubleBinaryOperator;

/** Compares the results of a race with what the client is to reach beside the others. */
final class TargetReport {

    private static final List<Contender> BATCH = List.of(Contender.ARCHON_BATCH_DIRECT, Contender.ARCHON_BATCH);
    private static final List<Contender> LINES = List.of(Contender.ARCHON_LINES);
    private static final List<Contender> RELAY = List.of(Contender.ARCHON_RELAY);
    private static final double IDLE_BYTES = 6.3 * 1024;
    private static final double IDLE_TLS_BYTES = 13.5 * 1024;
    private static final double IDLE_OPENSSL_BYTES = 9 * 1024;

    private final Results results;
    private final List<Target> targets = new ArrayList<>();

    private TargetReport(Results results) {
        this.results = results;
    }

    /** Lists all targets for which the race has figures. */
    static List<Target> of(Results results) {
        TargetReport report = new TargetReport(results);
        report.timesBestPeer(Comparison.LOG, BATCH, 8);
        report.allocated(Comparison.LOG, BATCH, 170);
        report.timesBestPeer(Comparison.LOG4J, BATCH, 7);
        report.allocated(Comparison.LOG4J, BATCH, 330);
        report.timesBestPeer(Comparison.LOG4J_LINES, LINES, 7);
        report.allocated(Comparison.LOG4J_LINES, LINES, 330);
        report.timesBestPeer(Comparison.LOG4J_LINES, RELAY, 10);
        report.allocated(Comparison.LOG4J_LINES, RELAY, 1);
        report.timesBestPeer(Comparison.LOG_TRACES, LINES, 5.6);
        report.timesBestPeer(Comparison.LOG4J_TRACES, LINES, 5.6);
        report.timesBestPeer(Comparison.ESCAPES, BATCH, 5.6);
        report.ofPlainSocket(Comparison.LOG_TLS, 0.8);
        report.ofPlainSocket(Comparison.LOG4J_TLS, 0.8);
        for (Contender ours : List.of(Contender.ARCHON_BATCH, Contender.ARCHON_EVENT)) {
            for (Metric metric : Comparison.LATENCY.decisive()) {
                report.toBestPeer(Comparison.LATENCY, ours, metric, 1);
            }
        }
        report.toBestPeer(Comparison.SWARM, Contender.ARCHON_BATCH, Metric.CPU, 0.5);
        report.toBestPeer(Comparison.SWARM_TLS, Contender.ARCHON_BATCH, Metric.CPU, 0.5);
        report.idle(Comparison.IDLE_ONE, Comparison.IDLE_MANY, Contender.ARCHON_BATCH, IDLE_BYTES);
        report.idle(Comparison.IDLE_ONE_TLS, Comparison.IDLE_MANY_TLS, Contender.ARCHON_BATCH, IDLE_TLS_BYTES);
        report.idle(
                Comparison.IDLE_ONE_TLS, Comparison.IDLE_MANY_TLS, Contender.ARCHON_BATCH_OPENSSL, IDLE_OPENSSL_BYTES);
        return report.targets.stream()
                .filter(target -> target.value().isPresent())
                .toList();
    }

    /** Adds two targets: so many times the messages a second of the best peer, and its CPU per message divided by as much. */
    private void timesBestPeer(Comparison comparison, List<Contender> contenders, double times) {
        for (Contender ours : contenders) {
            toBestPeer(comparison, ours, Metric.RATE, times);
            toBestPeer(comparison, ours, Metric.CPU, 1 / times);
        }
    }

    private void ofPlainSocket(Comparison comparison, double share) {
        OptionalDouble ratio = combine(
                results.median(comparison, Contender.ARCHON_BATCH, Metric.RATE),
                results.median(comparison, Contender.DISCARD, Metric.RATE),
                (our, theirs) -> our / theirs);
        targets.add(Target.atLeast(
                comparison,
                title(comparison, Contender.ARCHON_BATCH) + ": events/s to those of a plain socket that discards them",
                ratio,
                share,
                " x"));
    }

    private void allocated(Comparison comparison, List<Contender> contenders, double bytes) {
        for (Contender ours : contenders) {
            targets.add(Target.atMost(
                    comparison,
                    title(comparison, ours) + ": bytes allocated per event",
                    results.median(comparison, ours, Metric.ALLOCATED),
                    bytes,
                    " B"));
        }
    }

    private void toBestPeer(Comparison comparison, Contender ours, Metric metric, double target) {
        OptionalDouble ratio = combine(
                results.median(comparison, ours, metric),
                results.bestPeer(comparison, metric),
                (our, best) -> our / best);
        String what = title(comparison, ours) + ": " + name(metric) + " to the best peer's";
        targets.add(
                metric == Metric.RATE
                        ? Target.atLeast(comparison, what, ratio, target, " x")
                        : Target.atMost(comparison, what, ratio, target, " x"));
    }

    private void idle(Comparison one, Comparison many, Contender ours, double bytes) {
        int more = many.connections() - one.connections();
        targets.add(Target.atMost(
                many,
                title(many, ours) + ": heap for each connection",
                difference(one, many, ours, Metric.HEAP, (all, first) -> (all - first) / more),
                bytes,
                " B"));
        targets.add(Target.atMost(
                many,
                title(many, ours) + ": additional threads",
                difference(one, many, ours, Metric.THREADS, (all, first) -> all - first),
                0,
                ""));
    }

    private OptionalDouble difference(
            Comparison one, Comparison many, Contender ours, Metric metric, DoubleBinaryOperator operator) {
        return combine(results.median(many, ours, metric), results.median(one, ours, metric), operator);
    }

    private static String title(Comparison comparison, Contender contender) {
        return comparison.id() + ", " + contender.title();
    }

    private static String name(Metric metric) {
        return switch (metric) {
            case RATE -> "events/s";
            case CPU -> "CPU per event";
            case P50 -> "p50";
            case P99 -> "p99";
            case P999 -> "p99.9";
            default -> throw new IllegalArgumentException("there is no target for " + metric);
        };
    }

    private static OptionalDouble combine(OptionalDouble a, OptionalDouble b, DoubleBinaryOperator operator) {
        return a.isPresent() && b.isPresent()
                ? OptionalDouble.of(operator.applyAsDouble(a.getAsDouble(), b.getAsDouble()))
                : OptionalDouble.empty();
    }
}

package dev.archon.benchmarks.race;

import dev.archon.benchmarks.contender.Entrant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.DoubleBinaryOperator;

/** What the client is to reach, side by side in one run with the others. */
final class Reach {

    /** For other than typical lines the ratios may be a fifth lower. */
    private static final double OTHER_WORKLOADS = 0.8;

    private static final double MAX_IDLE_HEAP = 8 << 10;

    private final Results results;
    private final List<Goal> goals = new ArrayList<>();

    private Reach(Results results) {
        this.results = results;
    }

    /** All goals about which the race can say something. */
    static List<Goal> of(Results results) {
        Reach reach = new Reach(results);
        reach.flood(Heat.TYPICAL, 1);
        for (Heat heat : List.of(Heat.TRACES, Heat.ESCAPES, Heat.MIXED)) {
            reach.flood(heat, OTHER_WORKLOADS);
        }
        for (Entrant ours : List.of(Entrant.ARCHON_BATCH_DIRECT, Entrant.ARCHON_BATCH)) {
            reach.toBestPeer(Heat.DEFLATE, ours, Metric.RATE, 2);
        }
        for (Entrant ours : List.of(Entrant.ARCHON_BATCH_DIRECT, Entrant.ARCHON_BATCH, Entrant.ARCHON_EVENT)) {
            for (Metric metric : List.of(Metric.P50, Metric.P99, Metric.P999)) {
                reach.toBestPeer(Heat.LATENCY, ours, metric, 1);
            }
        }
        for (Entrant ours : List.of(Entrant.ARCHON_BATCH_DIRECT, Entrant.ARCHON_BATCH, Entrant.ARCHON_EVENT)) {
            reach.toBestPeer(Heat.SWARM, ours, Metric.CPU, 0.5);
        }
        reach.idle();
        return reach.goals.stream().filter(goal -> goal.value().isPresent()).toList();
    }

    private void flood(Heat heat, double share) {
        for (Entrant batch : List.of(Entrant.ARCHON_BATCH_DIRECT, Entrant.ARCHON_BATCH)) {
            toBestPeer(heat, batch, Metric.RATE, 7 * share);
            toBestPeer(heat, batch, Metric.CPU, 1 / (7 * share));
            if (heat == Heat.TYPICAL) {
                goals.add(Goal.atMost(
                        title(heat, batch) + ": bytes allocated per event",
                        results.median(heat, batch, Metric.ALLOCATED),
                        190,
                        " B"));
            }
            toBaseline(heat, batch, Entrant.STRINGS, 0.65 * share);
        }
        toBaseline(heat, Entrant.ARCHON_RELAY, Entrant.DISCARD, 0.8 * share);
        if (heat == Heat.TYPICAL) {
            goals.add(Goal.atMost(
                    title(heat, Entrant.ARCHON_RELAY) + ": bytes allocated per event",
                    results.median(heat, Entrant.ARCHON_RELAY, Metric.ALLOCATED),
                    1,
                    " B"));
        }
        toBestPeer(heat, Entrant.ARCHON_EVENT, Metric.RATE, 4 * share);
    }

    private void toBestPeer(Heat heat, Entrant ours, Metric metric, double target) {
        OptionalDouble ratio =
                combine(results.median(heat, ours, metric), results.bestPeer(heat, metric), (our, best) -> our / best);
        String what = title(heat, ours) + ": " + name(metric) + " to the best peer's";
        goals.add(
                metric == Metric.RATE
                        ? Goal.atLeast(what, ratio, target, " x")
                        : Goal.atMost(what, ratio, target, " x"));
    }

    private void toBaseline(Heat heat, Entrant ours, Entrant baseline, double target) {
        OptionalDouble ratio = combine(
                results.median(heat, ours, Metric.RATE),
                results.median(heat, baseline, Metric.RATE),
                (our, theirs) -> our / theirs);
        goals.add(Goal.atLeast(
                title(heat, ours) + ": events/s to those of the " + baseline.title(), ratio, target, " x"));
    }

    private void idle() {
        int more = Heat.IDLE_MANY.connections() - Heat.IDLE_ONE.connections();
        goals.add(Goal.atMost(
                title(Heat.IDLE_MANY, Entrant.ARCHON_BATCH) + ": heap for each",
                difference(Metric.HEAP, (many, one) -> (many - one) / more),
                MAX_IDLE_HEAP,
                " B"));
        goals.add(Goal.atMost(
                title(Heat.IDLE_MANY, Entrant.ARCHON_BATCH) + ": more threads than for one",
                difference(Metric.THREADS, (many, one) -> many - one),
                0,
                ""));
    }

    private OptionalDouble difference(Metric metric, DoubleBinaryOperator operator) {
        return combine(
                results.median(Heat.IDLE_MANY, Entrant.ARCHON_BATCH, metric),
                results.median(Heat.IDLE_ONE, Entrant.ARCHON_BATCH, metric),
                operator);
    }

    private static String title(Heat heat, Entrant entrant) {
        return heat.id() + ", " + entrant.title();
    }

    private static String name(Metric metric) {
        return switch (metric) {
            case RATE -> "events/s";
            case CPU -> "CPU per event";
            case P50 -> "p50";
            case P99 -> "p99";
            case P999 -> "p99.9";
            default -> throw new IllegalArgumentException("no goal is about " + metric);
        };
    }

    private static OptionalDouble combine(OptionalDouble a, OptionalDouble b, DoubleBinaryOperator operator) {
        return a.isPresent() && b.isPresent()
                ? OptionalDouble.of(operator.applyAsDouble(a.getAsDouble(), b.getAsDouble()))
                : OptionalDouble.empty();
    }
}

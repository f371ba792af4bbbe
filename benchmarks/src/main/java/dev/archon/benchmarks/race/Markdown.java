package dev.archon.benchmarks.race;

import dev.archon.benchmarks.contender.Entrant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** Writes the results down. */
final class Markdown {

    private Markdown() {}

    /**
     * The whole report.
     *
     * @param results the figures
     * @param circumstances where, when and how they came about, a line each
     */
    static String of(Results results, List<String> circumstances) {
        StringBuilder text = new StringBuilder("# Race\n\n");
        circumstances.forEach(line -> text.append("- ").append(line).append('\n'));
        for (Heat heat : results.heats()) {
            text.append("\n## ").append(heat.title()).append("\n\n").append(table(results, heat));
        }
        List<Goal> goals = Reach.of(results);
        if (!goals.isEmpty()) {
            text.append("\n## Reach\n\n| what | target | reached | |\n|---|---|---|---|\n");
            for (Goal goal : goals) {
                text.append("| %s | %s | %s | %s |\n"
                        .formatted(goal.what(), goal.targetText(), goal.valueText(), goal.verdict()));
            }
        }
        return text.toString();
    }

    /** A table of one heat: the fastest first, medians with the least and the most of all rounds. */
    static String table(Results results, Heat heat) {
        List<Metric> columns = columns(heat).stream()
                .filter(metric -> results.entrants(heat).stream()
                        .anyMatch(
                                entrant -> results.spread(heat, entrant, metric).isPresent()))
                .toList();
        StringBuilder text = new StringBuilder("| client | ")
                .append(columns.stream().map(Figures::unit).collect(Collectors.joining(" | ")))
                .append(" |\n|---|")
                .append("---:|".repeat(columns.size()))
                .append('\n');
        for (Entrant entrant : sorted(results, heat)) {
            text.append("| ").append(entrant.title());
            for (Metric metric : columns) {
                text.append(" | ")
                        .append(results.spread(heat, entrant, metric)
                                .map(spread -> Figures.of(metric, spread))
                                .orElse("?"));
            }
            text.append(" |\n");
        }
        return text.toString();
    }

    /** The best first. */
    static List<Entrant> sorted(Results results, Heat heat) {
        Metric metric = columns(heat).get(0);
        Comparator<Entrant> byMedian = Comparator.comparingDouble(
                entrant -> results.median(heat, entrant, metric).orElse(Double.MAX_VALUE));
        return results.entrants(heat).stream()
                .sorted(metric == Metric.RATE ? byMedian.reversed() : byMedian)
                .toList();
    }

    private static List<Metric> columns(Heat heat) {
        return switch (heat) {
            case LATENCY -> List.of(Metric.P50, Metric.P99, Metric.P999, Metric.MAX, Metric.CPU, Metric.ALLOCATED);
            case SWARM -> List.of(Metric.CPU, Metric.RATE, Metric.ALLOCATED);
            case IDLE_ONE, IDLE_MANY -> List.of(Metric.HEAP, Metric.DIRECT, Metric.THREADS);
            default -> List.of(Metric.RATE, Metric.CPU, Metric.ALLOCATED);
        };
    }
}

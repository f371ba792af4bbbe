package dev.archon.benchmarks.race;

import dev.archon.benchmarks.contender.Contender;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Writes the results of a race as Markdown. */
final class MarkdownReport {

    private MarkdownReport() {}

    /**
     * Writes the whole report.
     *
     * @param results the figures
     * @param environment where, when and how they were measured, a line each
     */
    static String of(Results results, List<String> environment) {
        StringBuilder text = new StringBuilder("# Race\n\n");
        environment.forEach(line -> text.append("- ").append(line).append('\n'));
        for (Comparison comparison : results.comparisons()) {
            text.append("\n## ").append(comparison.title()).append("\n\n").append(table(results, comparison));
        }
        List<Target> targets = TargetReport.of(results);
        if (!targets.isEmpty()) {
            text.append("\n## Targets\n");
            append(text, "Not reached", targets.stream().filter(target -> !target.met()));
            append(text, "Reached", targets.stream().filter(Target::met));
        }
        return text.toString();
    }

    private static void append(StringBuilder text, String heading, Stream<Target> targets) {
        List<Target> listed = targets.toList();
        text.append("\n### ").append(heading).append(": ").append(listed.size()).append("\n\n");
        if (!listed.isEmpty()) {
            text.append("| what | target | measured |\n|---|---|---|\n");
        }
        for (Target target : listed) {
            text.append("| %s | %s | %s |\n".formatted(target.what(), target.targetText(), target.valueText()));
        }
    }

    /** Writes a table of one comparison: the fastest first, medians with the least and the most of all rounds. */
    static String table(Results results, Comparison comparison) {
        List<Metric> columns = columns(comparison).stream()
                .filter(metric -> results.contenders(comparison).stream()
                        .anyMatch(contender ->
                                results.spread(comparison, contender, metric).isPresent()))
                .toList();
        StringBuilder text = new StringBuilder("| client | ")
                .append(columns.stream().map(FigureFormat::unit).collect(Collectors.joining(" | ")))
                .append(" | rounds |\n|---|")
                .append("---:|".repeat(columns.size() + 1))
                .append('\n');
        for (Contender contender : sorted(results, comparison)) {
            text.append("| ").append(contender.title());
            for (Metric metric : columns) {
                text.append(" | ")
                        .append(results.spread(comparison, contender, metric)
                                .map(spread -> FigureFormat.of(metric, spread))
                                .orElse("?"));
            }
            text.append(" | ").append(results.rounds(comparison, contender)).append(" |\n");
        }
        return text.toString();
    }

    /** Sorts the contenders of a comparison, the best first. */
    static List<Contender> sorted(Results results, Comparison comparison) {
        Metric metric = comparison.decisive().get(0);
        Comparator<Contender> byMedian = Comparator.comparingDouble(
                contender -> results.median(comparison, contender, metric).orElse(Double.MAX_VALUE));
        return results.contenders(comparison).stream()
                .sorted(metric == Metric.RATE ? byMedian.reversed() : byMedian)
                .toList();
    }

    private static List<Metric> columns(Comparison comparison) {
        return switch (comparison.mode()) {
            case LATENCY ->
                List.of(Metric.P50, Metric.P99, Metric.P999, Metric.MAX, Metric.CPU, Metric.KERNEL, Metric.ALLOCATED);
            case SWARM -> List.of(Metric.CPU, Metric.KERNEL, Metric.RATE, Metric.ALLOCATED);
            case IDLE -> List.of(Metric.HEAP, Metric.DIRECT, Metric.THREADS);
            case FLOOD -> List.of(Metric.RATE, Metric.CPU, Metric.KERNEL, Metric.ALLOCATED);
        };
    }
}

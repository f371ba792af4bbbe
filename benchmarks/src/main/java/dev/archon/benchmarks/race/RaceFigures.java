package dev.archon.benchmarks.race;

import dev.archon.benchmarks.contender.Contender;
import dev.archon.benchmarks.contender.Contender.Side;
import dev.archon.benchmarks.workload.SendMode;
import java.util.Arrays;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What a race says in blocks of a page: {@code machine} is where and when it was measured, {@code table WORKLOAD
 * [CLIENT,CLIENT...]} the medians of some clients or of all, {@code compared} what the client reaches of the best other one,
 * and {@code not-reached} how many targets are met, and those that are missed. Workloads that were not raced have no figures.
 */
final class RaceFigures implements Function<String, Optional<String>> {

    private static final List<Metric> COLUMNS = List.of(Metric.RATE, Metric.CPU, Metric.ALLOCATED);

    private final Results results;
    private final String machine;

    RaceFigures(Results results, String machine) {
        this.results = results;
        this.machine = machine;
    }

    @Override
    public Optional<String> apply(String name) {
        String[] words = name.split(" ", -1);
        return switch (words[0]) {
            case "machine" -> Optional.of(machine);
            case "table" -> table(words[1], words.length > 2 ? List.of(words[2].split(",", -1)) : List.of());
            case "compared" -> compared();
            case "not-reached" -> notReached();
            default -> Optional.empty();
        };
    }

    private Optional<String> table(String workload, List<String> clients) {
        return results.comparisons().stream()
                .filter(comparison -> comparison.id().equals(workload))
                .findFirst()
                .map(comparison -> table(
                        comparison,
                        MarkdownReport.sorted(results, comparison).stream()
                                .filter(contender -> clients.isEmpty() || clients.contains(contender.id()))
                                .toList()));
    }

    private String table(Comparison comparison, List<Contender> contenders) {
        StringBuilder text = new StringBuilder("| client | ")
                .append(COLUMNS.stream().map(FigureFormat::unit).collect(Collectors.joining(" | ")))
                .append(" |\n|---|")
                .append("---:|".repeat(COLUMNS.size()))
                .append('\n');
        for (Contender contender : contenders) {
            text.append("| ").append(contender.title());
            for (Metric metric : COLUMNS) {
                OptionalDouble median = results.median(comparison, contender, metric);
                text.append(" | ").append(median.isPresent() ? FigureFormat.of(metric, median.getAsDouble()) : "?");
            }
            text.append(" |\n");
        }
        return text.toString();
    }

    private Optional<String> compared() {
        String rows = results.comparisons().stream()
                .filter(comparison -> comparison.mode() == SendMode.FLOOD)
                .filter(comparison -> results.bestPeer(comparison, Metric.RATE).isPresent())
                .map(comparison -> "| %s | %s times | %s |\n"
                        .formatted(
                                comparison.title(),
                                range(comparison, Metric.RATE, "%.1f"),
                                range(comparison, Metric.CPU, "%.2f")))
                .collect(Collectors.joining());
        return rows.isEmpty()
                ? Optional.empty()
                : Optional.of("| workload | events a second | CPU for an event |\n|---|---|---|\n" + rows);
    }

    /** From the least to the most of what the client's listeners have of the best other client. */
    private String range(Comparison comparison, Metric metric, String format) {
        double best = results.bestPeer(comparison, metric).orElse(Double.NaN);
        DoubleSummaryStatistics shares = Arrays.stream(Contender.values())
                .filter(contender -> contender.side() == Side.OURS)
                .map(contender -> results.median(comparison, contender, metric))
                .flatMapToDouble(OptionalDouble::stream)
                .map(own -> own / best)
                .summaryStatistics();
        String least = String.format(Locale.ROOT, format, shares.getMin());
        String most = String.format(Locale.ROOT, format, shares.getMax());
        return least.equals(most) ? least : least + " to " + most;
    }

    private Optional<String> notReached() {
        List<Target> targets = TargetReport.of(results);
        String missed = targets.stream()
                .filter(target -> !target.met())
                .map(target -> "- %s: %s, to be %s\n".formatted(target.what(), target.valueText(), target.targetText()))
                .collect(Collectors.joining());
        return targets.isEmpty() ? Optional.empty() : Optional.of((reached(targets) + "\n\n" + missed).strip());
    }

    /** How many targets are met, and of how many workloads all are. */
    private static String reached(List<Target> targets) {
        Set<Comparison> raced = targets.stream().map(Target::comparison).collect(Collectors.toSet());
        Set<Comparison> missed = targets.stream()
                .filter(target -> !target.met())
                .map(Target::comparison)
                .collect(Collectors.toSet());
        return "Targets that are met: %d of %d. Workloads of which all targets are met: %d of %d."
                .formatted(
                        targets.stream().filter(Target::met).count(),
                        targets.size(),
                        raced.size() - missed.size(),
                        raced.size());
    }
}

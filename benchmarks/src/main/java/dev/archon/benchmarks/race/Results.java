package dev.archon.benchmarks.race;

import dev.archon.benchmarks.contender.Entrant;
import dev.archon.benchmarks.contender.Entrant.Side;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.DoubleStream;

/** All figures of a race. */
final class Results {

    private final Map<Heat, Map<Entrant, List<Finding>>> findings = new EnumMap<>(Heat.class);

    void add(Heat heat, Entrant entrant, Finding finding) {
        findings.computeIfAbsent(heat, h -> new EnumMap<>(Entrant.class))
                .computeIfAbsent(entrant, e -> new ArrayList<>())
                .add(finding);
    }

    List<Heat> heats() {
        return List.copyOf(findings.keySet());
    }

    /** Who has figures in a heat. */
    List<Entrant> entrants(Heat heat) {
        return List.copyOf(findings.getOrDefault(heat, Map.of()).keySet());
    }

    /** How many rounds there were. */
    int rounds(Heat heat) {
        return findings.getOrDefault(heat, Map.of()).values().stream()
                .mapToInt(List::size)
                .max()
                .orElse(0);
    }

    Optional<Spread> spread(Heat heat, Entrant entrant, Metric metric) {
        double[] figures = findings.getOrDefault(heat, Map.of()).getOrDefault(entrant, List.of()).stream()
                .map(finding -> finding.get(metric))
                .flatMapToDouble(OptionalDouble::stream)
                .toArray();
        return figures.length == 0 ? Optional.empty() : Optional.of(Spread.of(Arrays.stream(figures)));
    }

    OptionalDouble median(Heat heat, Entrant entrant, Metric metric) {
        return spread(heat, entrant, metric)
                .map(spread -> OptionalDouble.of(spread.median()))
                .orElse(OptionalDouble.empty());
    }

    /** The best median of all peers; for a rate that is the highest one, for all else the lowest. */
    OptionalDouble bestPeer(Heat heat, Metric metric) {
        DoubleStream medians = entrants(heat).stream()
                .filter(entrant -> entrant.side() == Side.PEER)
                .map(entrant -> median(heat, entrant, metric))
                .flatMapToDouble(OptionalDouble::stream);
        return metric == Metric.RATE ? medians.max() : medians.min();
    }
}

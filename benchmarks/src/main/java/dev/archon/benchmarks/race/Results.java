package dev.archon.benchmarks.race;

import dev.archon.benchmarks.contender.Contender;
import dev.archon.benchmarks.contender.Contender.Side;
import dev.archon.benchmarks.workload.Quantiles;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/** All figures of a race. Not for use by several threads. */
final class Results {

    /** How far a peer must be behind to run no further round, in percent. */
    static final int FAR_PERCENT = 15;

    private static final double FAR = 1 + FAR_PERCENT / 100.0;

    private final Map<Comparison, Map<Contender, List<RunResult>>> runs = new EnumMap<>(Comparison.class);

    void add(Comparison comparison, Contender contender, RunResult result) {
        runs.computeIfAbsent(comparison, h -> new EnumMap<>(Contender.class))
                .computeIfAbsent(contender, e -> new ArrayList<>())
                .add(result);
    }

    List<Comparison> comparisons() {
        return List.copyOf(runs.keySet());
    }

    /** The contenders that have figures in a comparison. */
    List<Contender> contenders(Comparison comparison) {
        return List.copyOf(runs.getOrDefault(comparison, Map.of()).keySet());
    }

    /** How many rounds the contender with most of them has. */
    int rounds(Comparison comparison) {
        return contenders(comparison).stream()
                .mapToInt(contender -> rounds(comparison, contender))
                .max()
                .orElse(0);
    }

    /** How many rounds a contender has. */
    int rounds(Comparison comparison, Contender contender) {
        return runs.getOrDefault(comparison, Map.of())
                .getOrDefault(contender, List.of())
                .size();
    }

    /**
     * Whether a contender is a peer that is so far behind the best peers that it does not matter how far: by {@value
     * #FAR_PERCENT} % in every metric that already tells it. What such a peer would take in further rounds goes to those that
     * matter.
     */
    boolean isFarBehind(Comparison comparison, Contender contender) {
        return contender.side() == Side.PEER
                && rounds(comparison, contender) > 0
                && comparison.indicative().stream().allMatch(metric -> isFarBehind(comparison, contender, metric));
    }

    private boolean isFarBehind(Comparison comparison, Contender contender, Metric metric) {
        double own = median(comparison, contender, metric).orElse(Double.NaN);
        double best = bestPeer(comparison, metric).orElse(Double.NaN);
        return metric == Metric.RATE ? own * FAR < best : own > best * FAR;
    }

    Optional<Spread> spread(Comparison comparison, Contender contender, Metric metric) {
        double[] figures = runs.getOrDefault(comparison, Map.of()).getOrDefault(contender, List.of()).stream()
                .map(result -> result.get(metric))
                .flatMapToDouble(OptionalDouble::stream)
                .toArray();
        return figures.length == 0 ? Optional.empty() : Optional.of(Spread.of(Arrays.stream(figures)));
    }

    /** The medians of all rounds of the latencies at {@link Quantiles#all()}; empty if none were measured. */
    List<Double> distribution(Comparison comparison, Contender contender) {
        List<List<Double>> rounds = runs.getOrDefault(comparison, Map.of()).getOrDefault(contender, List.of()).stream()
                .map(RunResult::distribution)
                .filter(distribution -> !distribution.isEmpty())
                .toList();
        if (rounds.isEmpty()) {
            return List.of();
        }
        return IntStream.range(0, rounds.get(0).size())
                .mapToObj(i -> Spread.of(rounds.stream().mapToDouble(round -> round.get(i)))
                        .median())
                .toList();
    }

    OptionalDouble median(Comparison comparison, Contender contender, Metric metric) {
        return spread(comparison, contender, metric)
                .map(spread -> OptionalDouble.of(spread.median()))
                .orElse(OptionalDouble.empty());
    }

    /** The best median of all peers: the highest one of a rate, the lowest one of all else. */
    OptionalDouble bestPeer(Comparison comparison, Metric metric) {
        DoubleStream medians = contenders(comparison).stream()
                .filter(contender -> contender.side() == Side.PEER)
                .map(contender -> median(comparison, contender, metric))
                .flatMapToDouble(OptionalDouble::stream);
        return metric == Metric.RATE ? medians.max() : medians.min();
    }
}

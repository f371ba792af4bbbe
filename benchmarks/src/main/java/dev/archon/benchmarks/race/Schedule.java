package dev.archon.benchmarks.race;

import dev.archon.benchmarks.contender.Contender;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Decides which runs there are, and in which order. */
final class Schedule {

    /**
     * One run.
     *
     * @param comparison what is measured
     * @param contender who is measured
     * @param round from 1
     */
    record ScheduledRun(Comparison comparison, Contender contender, int round) {}

    private Schedule() {}

    /**
     * Lists all runs in their order. Rounds are interleaved (A B C A B C), so that a machine that is slow for a while is
     * slow for all.
     *
     * @param comparisons what is measured
     * @param contenders who may take part; not all take part in each comparison
     * @param rounds how often with typical lines; see {@link Comparison#rounds}
     */
    static List<ScheduledRun> of(Set<Comparison> comparisons, Set<Contender> contenders, int rounds) {
        List<ScheduledRun> runs = new ArrayList<>();
        for (Comparison comparison : comparisons) {
            List<Contender> admitted =
                    contenders.stream().filter(comparison::admits).toList();
            int most = admitted.stream()
                    .mapToInt(contender -> comparison.rounds(contender, rounds))
                    .max()
                    .orElse(0);
            for (int round = 1; round <= most; round++) {
                for (Contender contender : admitted) {
                    if (round <= comparison.rounds(contender, rounds)) {
                        runs.add(new ScheduledRun(comparison, contender, round));
                    }
                }
            }
        }
        return runs;
    }
}

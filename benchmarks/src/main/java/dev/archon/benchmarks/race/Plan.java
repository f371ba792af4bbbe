package dev.archon.benchmarks.race;

import dev.archon.benchmarks.contender.Entrant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Who starts when. */
final class Plan {

    /**
     * One run.
     *
     * @param heat what is measured
     * @param entrant of whom
     * @param round from 1
     */
    record Start(Heat heat, Entrant entrant, int round) {}

    private Plan() {}

    /**
     * All runs in their order. Rounds are interleaved (A B C A B C), so that a machine that is slow for a while is slow for
     * all.
     *
     * @param heats what is measured
     * @param entrants who may take part; not all enter each heat
     * @param rounds how often with typical lines; see {@link Heat#rounds}
     */
    static List<Start> of(Set<Heat> heats, Set<Entrant> entrants, int rounds) {
        List<Start> starts = new ArrayList<>();
        for (Heat heat : heats) {
            for (int round = 1; round <= heat.rounds(rounds); round++) {
                for (Entrant entrant : entrants) {
                    if (entrant.enters(heat.workload(), heat.mode())) {
                        starts.add(new Start(heat, entrant, round));
                    }
                }
            }
        }
        return starts;
    }
}

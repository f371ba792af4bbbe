package dev.archon.benchmarks.race;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.archon.benchmarks.contender.Entrant;
import dev.archon.benchmarks.race.Plan.Start;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Test;

class PlanTest {

    @Test
    void roundsAreInterleaved() {
        List<Start> starts = Plan.of(EnumSet.of(Heat.TYPICAL), EnumSet.of(Entrant.OKHTTP, Entrant.NETTY), 2);

        assertEquals(
                List.of(
                        new Start(Heat.TYPICAL, Entrant.OKHTTP, 1),
                        new Start(Heat.TYPICAL, Entrant.NETTY, 1),
                        new Start(Heat.TYPICAL, Entrant.OKHTTP, 2),
                        new Start(Heat.TYPICAL, Entrant.NETTY, 2)),
                starts);
    }

    @Test
    void whoCannotCompressDoesNotStartThere() {
        List<Start> starts = Plan.of(EnumSet.of(Heat.DEFLATE), EnumSet.allOf(Entrant.class), 1);

        assertTrue(starts.stream().noneMatch(start -> start.entrant() == Entrant.JDK));
        assertTrue(starts.stream().noneMatch(start -> start.entrant() == Entrant.DISCARD));
        assertTrue(starts.stream().anyMatch(start -> start.entrant() == Entrant.OKHTTP));
    }
}

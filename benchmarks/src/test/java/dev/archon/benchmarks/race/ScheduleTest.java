package dev.archon.benchmarks.race;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.archon.benchmarks.contender.Contender;
import dev.archon.benchmarks.race.Schedule.ScheduledRun;
import dev.archon.benchmarks.workload.SendMode;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScheduleTest {

    @Test
    void roundsAreInterleaved() {
        List<ScheduledRun> runs =
                Schedule.of(EnumSet.of(Comparison.LOG), EnumSet.of(Contender.OKHTTP, Contender.NETTY), 2);

        assertEquals(
                List.of(
                        new ScheduledRun(Comparison.LOG, Contender.OKHTTP, 1),
                        new ScheduledRun(Comparison.LOG, Contender.NETTY, 1),
                        new ScheduledRun(Comparison.LOG, Contender.OKHTTP, 2),
                        new ScheduledRun(Comparison.LOG, Contender.NETTY, 2)),
                runs);
    }

    @Test
    void whoCannotCompressTakesNoPartThere() {
        List<ScheduledRun> runs = Schedule.of(EnumSet.of(Comparison.DEFLATE), EnumSet.allOf(Contender.class), 1);

        assertTrue(runs.stream().noneMatch(run -> run.contender() == Contender.JDK));
        assertTrue(runs.stream().noneMatch(run -> run.contender() == Contender.DISCARD));
        assertTrue(runs.stream().anyMatch(run -> run.contender() == Contender.OKHTTP));
    }

    @Test
    void latencyAndManyConnectionsRunAtLeastSixRoundsByDefault() {
        for (Comparison comparison : List.of(Comparison.LATENCY, Comparison.SWARM)) {
            assertEquals(6, comparison.rounds(Contender.ARCHON_BATCH, 3));
            assertEquals(6, comparison.rounds(Contender.OKHTTP, 3));
        }
    }

    @Test
    void whatHasATargetOrStandsInTheReadmeRunsMoreOftenThanTheRest() {
        assertEquals(3, Comparison.LOG.rounds(Contender.ARCHON_BATCH, 3));
        assertEquals(3, Comparison.LOG.rounds(Contender.ARCHON_RELAY, 3));
        assertEquals(3, Comparison.LOG4J_LINES.rounds(Contender.ARCHON_RELAY, 3));
        assertEquals(3, Comparison.LOG.rounds(Contender.ARCHON_EVENT, 3));
        assertEquals(1, Comparison.LOG_TRACES.rounds(Contender.ARCHON_RELAY, 3));
        assertEquals(6, Comparison.LATENCY.rounds(Contender.ARCHON_EVENT, 3));
        assertEquals(1, Comparison.LOG_TLS.rounds(Contender.ARCHON_BATCH_OPENSSL, 3));
        assertEquals(1, Comparison.LOG.rounds(Contender.DISCARD, 3));
        assertEquals(2, Comparison.LOG_TLS.rounds(Contender.DISCARD, 3), "it is what is compared with");
    }

    @Test
    void everyComparisonHasAPeerAndTheClientItself() {
        for (Comparison comparison : Comparison.values()) {
            List<ScheduledRun> runs = Schedule.of(EnumSet.of(comparison), EnumSet.allOf(Contender.class), 1);

            assertTrue(runs.stream().anyMatch(run -> run.contender().side() == Contender.Side.OURS), comparison.id());
            assertEquals(
                    comparison.mode() != SendMode.IDLE,
                    runs.stream().anyMatch(run -> run.contender().side() == Contender.Side.PEER),
                    comparison.id());
        }
    }
}

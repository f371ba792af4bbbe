package dev.archon.simulator.internal.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.archon.simulator.game.VirtualScheduler;
import dev.archon.simulator.scenario.EventStyle;
import dev.archon.simulator.scenario.FloodResult;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PacedFloodTest {

    private static final Instant NOON = Instant.parse("2026-11-01T12:00:00Z");
    private static final Duration TICK = Duration.ofMillis(10);

    private final VirtualScheduler agenda = new VirtualScheduler(NOON);
    private Instant clock = NOON;

    @Test
    void aMachineThatKeepsUpReachesTheRate() {
        FloodResult result = flood(2_000, 1_000, TICK);
        assertEquals(new FloodResult(2_000, 1_000, Duration.ofSeconds(2)), result);
        assertEquals(1_000, result.linesPerSecondReached());
        assertFalse(result.rateMissed());
    }

    @Test
    void aMachineThatIsTooSlowMissesTheRateAndLeavesOutNothing() {
        FloodResult result = flood(2_000, 1_000, Duration.ofMillis(25));
        assertEquals(new FloodResult(2_000, 1_000, Duration.ofSeconds(5)), result);
        assertEquals(400, result.linesPerSecondReached());
        assertTrue(result.rateMissed());
    }

    @Test
    void aTickThatIsLateByALittleMissesNothing() {
        assertFalse(flood(2_000, 1_000, Duration.ofMillis(11)).rateMissed());
        assertFalse(flood(20, 1_000, Duration.ofMillis(50)).rateMissed());
    }

    /** Sends all lines on a machine that needs some time for each tick of ten milliseconds. */
    private FloodResult flood(int lines, int perSecond, Duration realTick) {
        int[] sent = {0};
        FloodLines text = new FloodLines(EventStyle.DOC, NOON, new Random(1));
        PacedFlood flood = new PacedFlood(
                "demo", agenda, () -> clock, text, lines, perSecond, block -> sent[0] += block.logLines());
        flood.start();
        while (!flood.result().isDone()) {
            clock = clock.plus(realTick);
            agenda.runUntil(agenda.now().plus(TICK));
        }
        assertEquals(lines, sent[0]);
        return flood.result().join();
    }
}

package dev.archon.simulator.internal.server;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FloodRateTest {

    private static final Instant NOON = Instant.parse("2026-11-01T12:00:00Z");
    private static final Duration TICK = Duration.ofMillis(50);

    private final FloodRate rate = new FloodRate();

    @Test
    void aFloodThatKeepsUpIsNoShortfall() {
        assertEquals(Optional.empty(), rate.shortfall(after(100, 50)));
    }

    @Test
    void aTickThatIsLateByALittleIsNoShortfall() {
        assertEquals(Optional.empty(), rate.shortfall(after(100, 54)));
    }

    @Test
    void aFloodThatFallsBehindIsToldWithBothRates() {
        Instant now = after(100, 200);
        assertEquals(Optional.of(new FloodRate.Shortfall(20_000, 5_000)), rate.shortfall(now));
    }

    @Test
    void theFirstSecondIsNotJudged() {
        assertEquals(Optional.empty(), rate.shortfall(after(4, 200)));
    }

    @Test
    void aWaitForClientsBeginsTheCountAnew() {
        Instant now = after(100, 200);
        rate.interrupted();
        assertEquals(Optional.empty(), rate.shortfall(now.plusSeconds(600)));
    }

    /** Ticks of a thousand lines, each of which takes some time instead of a twentieth of a second. */
    private Instant after(int ticks, int millis) {
        Instant now = NOON;
        rate.printed(1000, now);
        for (int i = 0; i < ticks; i++) {
            rate.waits(TICK);
            now = now.plusMillis(millis);
            rate.printed(1000, now);
        }
        return now;
    }
}

package dev.archon.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.archon.simulator.journal.JournalEntry;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class TokenCallLimitTest {

    private final ManualTime time = SimulatorTime.manual(Instant.parse("2026-11-01T12:00:00Z"));

    @Test
    void callsAboveTheRateAreRefusedUntilTimePasses() throws Exception {
        try (ArchonSimulator sim = ArchonSimulator.builder()
                .server("one")
                .server("two")
                .time(time)
                .tokenCallLimit(2, Duration.ofSeconds(7))
                .start()) {
            assertEquals(200, RestCalls.tokenCall(sim, "one").statusCode());
            assertEquals(200, RestCalls.tokenCall(sim, "two").statusCode());
            HttpResponse<byte[]> refused = RestCalls.tokenCall(sim, "one");
            assertEquals(429, refused.statusCode());
            assertEquals("7", refused.headers().firstValue("Retry-After").orElseThrow());

            time.advance(Duration.ofMillis(500));

            assertEquals(200, RestCalls.tokenCall(sim, "two").statusCode());
            assertEquals(429, RestCalls.tokenCall(sim, "two").statusCode());
            assertEquals(
                    List.of(200, 200, 429, 200, 429),
                    sim.journal().entries(JournalEntry.TokenCall.class).stream()
                            .map(JournalEntry.TokenCall::status)
                            .toList());
        }
    }

    @Test
    void aLongRestAllowsOneSecondsWorthAtOnce() throws Exception {
        try (ArchonSimulator sim = ArchonSimulator.builder()
                .server("one")
                .time(time)
                .tokenCallLimit(2, Duration.ofSeconds(1))
                .start()) {
            time.advance(Duration.ofHours(1));
            assertEquals(200, RestCalls.tokenCall(sim, "one").statusCode());
            assertEquals(200, RestCalls.tokenCall(sim, "one").statusCode());
            assertEquals(429, RestCalls.tokenCall(sim, "one").statusCode());
        }
    }

    @Test
    void theRateAndRetryAfterHaveLimits() {
        ArchonSimulatorBuilder builder = ArchonSimulator.builder();
        assertThrows(IllegalArgumentException.class, () -> builder.tokenCallLimit(0, Duration.ofSeconds(1)));
        assertThrows(IllegalArgumentException.class, () -> builder.tokenCallLimit(1_000_001, Duration.ofSeconds(1)));
        assertThrows(IllegalArgumentException.class, () -> builder.tokenCallLimit(1, Duration.ofMillis(999)));
        assertThrows(IllegalArgumentException.class, () -> builder.tokenCallLimit(1, Duration.ofDays(2)));
    }
}

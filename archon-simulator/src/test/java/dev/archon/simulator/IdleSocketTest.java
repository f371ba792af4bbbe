package dev.archon.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.archon.protocol.event.LogEvent;
import dev.archon.protocol.event.PowerState;
import dev.archon.protocol.event.PowerStateEvent;
import dev.archon.protocol.event.UptimeEvent;
import dev.archon.simulator.journal.JournalEntry;
import dev.archon.simulator.scenario.Traffic;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The tab in the background that freezes everybody's console: not here. */
class IdleSocketTest {

    private static final Duration SOON = Duration.ofSeconds(20);

    @Test
    void aSocketThatDoesNotReadHoldsUpNeitherAnotherNorTheServer() throws Exception {
        ManualTime time = SimulatorTime.manual(Instant.parse("2026-11-01T12:00:00Z"));
        try (ArchonSimulator sim = ArchonSimulator.builder()
                        .time(time)
                        .traffic(Traffic.SILENT)
                        .backlogBytes(32 << 20)
                        .start();
                PlainSocket idle = PlainSocket.authenticated(sim, "demo");
                PlainSocket busy = PlainSocket.authenticated(sim, "demo")) {
            SimulatedServer server = sim.server("demo");
            busy.await(UptimeEvent.class);
            // More than kernels hold, less than the bound: from here on there is a backlog for the idle one.
            server.burst(100_000);
            for (int i = 0; i < 100_000; i++) {
                busy.await(LogEvent.class);
            }

            busy.command("say still alive");
            busy.await(LogEvent.class, log -> log.message().contains("still alive"));
            assertEquals(204, RestCalls.power(sim, "demo", "Restart").statusCode());
            time.advance(Duration.ofMinutes(1));
            assertEquals(PowerState.STOPPING, busy.await(PowerStateEvent.class).stateValue());
            busy.await(PowerStateEvent.class, power -> power.stateValue() == PowerState.RUNNING);
            assertEquals(2, server.connections());

            server.burst(190_000);
            JournalEntry.Closed closed = sim.journal().await(JournalEntry.Closed.class, entry -> true, SOON);
            assertEquals(1013, closed.code().orElseThrow());
            assertEquals(1, server.connections());
            busy.command("say and well");
            busy.await(LogEvent.class, log -> log.message().contains("and well"));

            List<PlainSocket.Frame> left = idle.rest();
            assertTrue(left.get(left.size() - 1).isClose());
        }
    }
}

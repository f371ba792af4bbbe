package com.example.panel;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.archon.client.ArchonClient;
import dev.archon.client.ArchonServer;
import dev.archon.protocol.event.PowerState;
import dev.archon.protocol.event.PowerStateEvent;
import dev.archon.simulator.ArchonSimulator;
import dev.archon.simulator.ManualTime;
import dev.archon.simulator.SimulatedServer;
import dev.archon.simulator.journal.JournalEntry;
import dev.archon.simulator.junit.InjectSimulator;
import dev.archon.simulator.junit.SimulatedArchon;
import java.time.Duration;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

@SimulatedArchon(servers = "demo")
class PanelTest {

    private static final Duration LIMIT = Duration.ofSeconds(20);

    @InjectSimulator
    ArchonSimulator simulator;

    private ArchonClient client;
    private ArchonServer server;

    @BeforeEach
    void connect() throws Exception {
        client = ArchonClient.builder()
                .baseUrl(simulator.baseUri())
                .token("any")
                .build();
        server = client.server("demo");
        server.connect().get(20, TimeUnit.SECONDS);
    }

    @AfterEach
    void close() {
        client.close();
    }

    @Test
    void seesACrash(SimulatedServer demo) throws Exception {
        CompletableFuture<PowerState> crashed = new CompletableFuture<>();
        server.on(PowerStateEvent.class, power -> {
            if (power.stateValue() == PowerState.CRASHED) {
                crashed.complete(power.stateValue());
            }
        });
        demo.crash(OptionalInt.of(1));
        assertEquals(PowerState.CRASHED, crashed.get(20, TimeUnit.SECONDS));
    }

    @Nested
    class WithTimeThatStandsStill {

        @Test
        @SimulatedArchon(manualTime = true)
        void sendsACommand(ArchonSimulator own, ManualTime time) {
            time.advance(Duration.ofMinutes(1));
            try (ArchonClient second = ArchonClient.builder()
                    .baseUrl(own.baseUri())
                    .token("any")
                    .build()) {
                second.server("demo").connect().join();
                second.server("demo").command("list").join();
                JournalEntry.Command command = own.journal().awaitCommand("demo", "list", LIMIT);
                assertEquals("2026-11-01T12:01:00Z", command.time().toString());
            }
        }
    }
}

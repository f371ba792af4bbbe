package dev.archon.client;

import dev.archon.simulator.ArchonSimulator;
import dev.archon.simulator.ArchonSimulatorBuilder;
import dev.archon.simulator.SimulatedServer;
import dev.archon.simulator.junit.ArchonSimulatorExtension;
import dev.archon.simulator.junit.SimulatedArchon;
import dev.archon.simulator.scenario.Traffic;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/**
 * Tests of a client with a simulator. The class says by {@link SimulatedArchon}, or by an {@link ArchonSimulatorExtension}, what the
 * simulator is like; each test gets a fresh one, a client of it and a handle of the server {@code demo}.
 */
abstract class ClientOfSimulator {

    ArchonSimulator simulator;
    SimulatedServer simulated;
    ArchonClient client;
    ArchonServer server;

    /** A simulator that sends nothing but what the test asks for, not even a history. */
    static ArchonSimulatorExtension withoutHistory(String... servers) {
        return ArchonSimulatorExtension.perTest(() -> {
            ArchonSimulatorBuilder builder =
                    ArchonSimulator.builder().historyLines(0).traffic(Traffic.SILENT);
            List.of(servers).forEach(builder::server);
            return builder;
        });
    }

    @BeforeEach
    void open(ArchonSimulator started) {
        simulator = started;
        simulated = started.server("demo");
        client = builder().build();
        server = client.server("demo");
    }

    /** Describes the client that each test gets. */
    ArchonClientBuilder builder() {
        return Clients.impatient(simulator.baseUri());
    }

    /** Gives the test another client instead of the one it has, and returns the handle of that. */
    ArchonServer reopen(ArchonClientBuilder builder) {
        client.close();
        client = builder.build();
        server = client.server("demo");
        return server;
    }

    @AfterEach
    void close() {
        client.close();
    }
}

package dev.archon.client;

import static dev.archon.client.Clients.LIMIT;
import static dev.archon.client.Clients.get;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.archon.protocol.event.LogEvent;
import dev.archon.simulator.junit.ArchonSimulatorExtension;
import dev.archon.simulator.scenario.Fault;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A client with compression, end to end against the simulator. */
class SimulatedCompressionTest extends ClientOfSimulator {

    @RegisterExtension
    static final ArchonSimulatorExtension SIMULATOR = withoutHistory("demo");

    private final AtomicInteger lines = new AtomicInteger();
    private final List<String> outOfOrder = new CopyOnWriteArrayList<>();

    @BeforeEach
    void connect() throws Exception {
        server.on(LogEvent.class, this::count);
        get(server.connect());
    }

    private void count(LogEvent log) {
        int at = log.message().indexOf('#');
        if (at >= 0) {
            int number = Integer.parseInt(log.message().substring(at + 1, at + 12));
            if (number != lines.getAndIncrement()) {
                outOfOrder.add(log.message());
            }
        }
    }

    @Test
    void aFloodArrivesWhole() throws Exception {
        simulated.flood(20_000);

        awaitLines(20_000);
    }

    @Test
    void messagesInPiecesWithPingsBetweenArriveWhole() throws Exception {
        try (var pieces = simulated.fault(new Fault.Fragmented(16));
                var pings = simulated.fault(new Fault.InterleavedPings(4))) {
            assertTrue(pieces.isActive() && pings.isActive());
            simulated.flood(2_000, 100_000);

            awaitLines(2_000);
        }
    }

    private void awaitLines(int expected) {
        await().atMost(LIMIT).until(() -> lines.get() == expected);
        assertEquals(List.of(), outOfOrder);
    }

    @Override
    ArchonClientBuilder builder() {
        return super.builder().compression(true);
    }
}

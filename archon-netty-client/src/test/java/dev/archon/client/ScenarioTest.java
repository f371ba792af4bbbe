package dev.archon.client;

import static dev.archon.client.Clients.LIMIT;
import static dev.archon.client.Clients.get;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.archon.protocol.event.LogEvent;
import dev.archon.protocol.event.LogStream;
import dev.archon.protocol.session.Cause;
import dev.archon.simulator.ArchonSimulator;
import dev.archon.simulator.ScenarioRun;
import dev.archon.simulator.SimulatedServer;
import dev.archon.simulator.SimulatorTime;
import dev.archon.simulator.scenario.Scenario;
import dev.archon.simulator.scenario.Scenarios;
import dev.archon.simulator.scenario.Traffic;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every trouble that the simulator knows, at twenty times its speed: the client comes through, and is of use afterwards. */
@Tag("slow")
class ScenarioTest {

    /** How long a scenario is watched that does not end by itself. */
    private static final long WATCHED_MILLIS = 800;

    private static final int HISTORY = 50;

    @ParameterizedTest
    @MethodSource("scenarios")
    void theClientComesThrough(Scenario scenario) throws Exception {
        try (ArchonSimulator simulator = ArchonSimulator.builder()
                        .server("demo")
                        .traffic(Traffic.SILENT)
                        .historyLines(HISTORY)
                        .time(SimulatorTime.scaled(20))
                        .start();
                ArchonClient client = client(simulator)) {
            SimulatedServer simulated = simulator.server("demo");
            ArchonServer server = client.server("demo");
            List<String> lines = new CopyOnWriteArrayList<>();
            List<ServerStatus> changes = new CopyOnWriteArrayList<>();
            server.on(LogEvent.class, log -> {
                if (log.message().startsWith("after ")) {
                    lines.add(log.message());
                }
            });
            server.onStatus(changes::add);

            ScenarioRun run = simulated.play(scenario);
            server.connect();
            watch(run);
            run.stop();
            everyTroubleHasACauseAndNoToken(changes);

            // So that the history has nothing left of the scenario.
            simulated.burst(HISTORY);
            get(server.reconnect());
            await().atMost(LIMIT).until(() -> simulated.connections() >= 1);
            simulated.emit(new LogEvent(LogStream.STDOUT, "after " + scenario.name()));
            await().atMost(LIMIT).until(() -> lines.contains("after " + scenario.name()));
            assertTrue(server.status().connected());
        }
    }

    static Stream<Scenario> scenarios() {
        return Scenarios.all().stream();
    }

    private static void watch(ScenarioRun run) throws Exception {
        try {
            run.ended().get(WATCHED_MILLIS, TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            // It goes on until it is stopped.
            assertTrue(run.isRunning());
        }
    }

    private static void everyTroubleHasACauseAndNoToken(List<ServerStatus> changes) {
        for (ServerStatus status : changes) {
            boolean trouble = status.reconnecting() || status.state() == ServerStatus.State.FAILED;
            assertFalse(trouble && status.lastCause().isEmpty(), status.toString());
            String told = status.lastCause().map(Cause::describe).orElse("");
            assertFalse(told.contains(Clients.TOKEN) || told.contains("eyJ"), told);
        }
    }

    private static ArchonClient client(ArchonSimulator simulator) {
        return Clients.impatient(simulator.baseUri())
                .maxMessageBytes(1 << 20)
                .tokenCallLimit(1_000, 1_000)
                .session(Clients.session(1_000)
                        .keepAlive(Duration.ofMillis(500), Duration.ofSeconds(2))
                        .build())
                .build();
    }
}

package dev.archon.client;

import static dev.archon.client.Clients.LIMIT;
import static dev.archon.client.Clients.get;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

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
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;

/** Every trouble that the simulator knows, at twenty times its speed: the client comes through, and is of use afterwards. */
@Tag("slow")
class ScenarioTest {

    /** How long a scenario is watched that does not end by itself. */
    private static final long WATCHED_MILLIS = 800;

    private static final int HISTORY = 50;

    /** How many are played at the same time, each with a simulator and a client of its own: they wait for most of their time. */
    private static final int AT_A_TIME = 6;

    private static final int SCENARIO_LIMIT_SECONDS = 120;
    private static final ExecutorService PLACES = Executors.newFixedThreadPool(AT_A_TIME);

    @AfterAll
    static void stop() {
        List<Runnable> unused = PLACES.shutdownNow();
    }

    @TestFactory
    List<DynamicTest> theClientComesThrough() {
        return Scenarios.all().stream()
                .map(scenario -> {
                    Future<?> played = PLACES.submit(() -> {
                        theClientComesThrough(scenario);
                        return null;
                    });
                    return dynamicTest(scenario.name(), () -> played.get(SCENARIO_LIMIT_SECONDS, TimeUnit.SECONDS));
                })
                .toList();
    }

    private static void theClientComesThrough(Scenario scenario) throws Exception {
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

package dev.archon.simulator;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.archon.protocol.event.ArchonEvent;
import dev.archon.protocol.event.Log4jEvent;
import dev.archon.protocol.event.LogEvent;
import dev.archon.protocol.event.UptimeEvent;
import dev.archon.simulator.junit.InjectSimulator;
import dev.archon.simulator.junit.SimulatedArchon;
import dev.archon.simulator.scenario.EventStyle;
import dev.archon.simulator.scenario.Fault;
import dev.archon.simulator.scenario.Scenario;
import dev.archon.simulator.scenario.Scenarios;
import dev.archon.simulator.scenario.Traffic;
import java.io.IOException;
import java.time.Duration;
import java.time.LocalTime;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@SimulatedArchon(traffic = Traffic.SILENT, manualTime = true)
class ScenarioRunTest {

    @InjectSimulator
    @SuppressWarnings("NullAway.Init")
    private ManualTime time;

    @InjectSimulator
    @SuppressWarnings("NullAway.Init")
    private ArchonSimulator sim;

    @InjectSimulator
    @SuppressWarnings("NullAway.Init")
    private SimulatedServer server;

    @Test
    void aRunEndsWhenItsScenarioIsOver() throws Exception {
        ScenarioRun run = server.play(Scenario.of("x", "", script -> script.pause(Duration.ofSeconds(10))));
        assertEquals(List.of(run), server.runs());

        time.advance(Duration.ofMillis(9999));
        assertTrue(run.isRunning());
        time.advance(Duration.ofMillis(1));
        assertFalse(run.isRunning());
        assertEquals(ScenarioRun.End.FINISHED, end(run));
        assertEquals(List.of(), server.runs());
    }

    @Test
    void aRunIsNotOverBeforeItsFaultsAre() throws Exception {
        ScenarioRun run = server.play(Scenarios.named("token-500:2"));

        assertEquals(500, RestCalls.tokenCall(sim, "demo").statusCode());
        assertTrue(run.isRunning());
        assertEquals(500, RestCalls.tokenCall(sim, "demo").statusCode());
        assertEquals(ScenarioRun.End.FINISHED, end(run));
        assertEquals(200, RestCalls.tokenCall(sim, "demo").statusCode());
    }

    @Test
    void stoppingARunEndsItsFaultsAndItsSteps() throws Exception {
        ScenarioRun run = server.play(Scenario.of(
                "x",
                "",
                script -> script.fault(new Fault.TokenRefused(500))
                        .pause(Duration.ofSeconds(1))
                        .burst(1)));
        assertEquals(500, RestCalls.tokenCall(sim, "demo").statusCode());

        run.stop();
        assertFalse(run.isRunning());
        assertEquals(ScenarioRun.End.STOPPED, end(run));
        assertEquals(200, RestCalls.tokenCall(sim, "demo").statusCode());
        try (PlainSocket socket = PlainSocket.authenticated(sim, "demo")) {
            socket.await(UptimeEvent.class);
            time.advance(Duration.ofSeconds(10));
            assertTrue(socket.isSilent());
        }
        run.stop();
    }

    @Test
    void runsOfOneSeedGoTheSameWay() throws Exception {
        Scenario wait = Scenario.of("x", "", script -> script.pause(Duration.ofSeconds(1), Duration.ofSeconds(10_000)));
        ScenarioRun first = server.play(wait, 7);
        ScenarioRun second = server.play(wait, 7);
        ScenarioRun other = server.play(wait, 8);
        while (first.isRunning() && other.isRunning()) {
            time.advance(Duration.ofSeconds(1));
        }
        assertEquals(first.isRunning(), second.isRunning());
        assertTrue(first.isRunning() != other.isRunning(), "another seed goes another way");
    }

    @Test
    void severalRunsGoOnAtOnce() throws Exception {
        try (PlainSocket socket = PlainSocket.authenticated(sim, "demo")) {
            socket.await(UptimeEvent.class);
            ScenarioRun flood = server.play(Scenarios.named("log-flood:100"));
            ScenarioRun burst = server.play(Scenarios.named("log-burst:50"));
            assertEquals(List.of(flood, burst), server.runs());

            time.advance(Duration.ofSeconds(2));
            assertEquals(List.of(flood), server.runs());
            server.drop();
            assertEquals(250, socket.rest().size());
        }
    }

    @Test
    void aRunWaitsForSocketsToBeThere() throws Exception {
        ScenarioRun run = server.play(
                Scenario.of("x", "", script -> script.awaitConnections(2).burst(1)));
        time.advance(Duration.ofHours(1));
        assertTrue(run.isRunning());

        try (PlainSocket one = PlainSocket.authenticated(sim, "demo")) {
            one.await(UptimeEvent.class);
            assertTrue(run.isRunning());
            try (PlainSocket two = PlainSocket.authenticated(sim, "demo")) {
                two.await(UptimeEvent.class);
                assertInstanceOf(LogEvent.class, one.event());
                assertInstanceOf(LogEvent.class, two.event());
                assertEquals(ScenarioRun.End.FINISHED, end(run));
            }
        }
    }

    @Test
    void theBuilderPlaysScenariosOnOneServerOrOnAll() throws Exception {
        try (ArchonSimulator other = ArchonSimulator.builder()
                .time(time)
                .server("a")
                .scenario(Scenarios.named("token-403"))
                .scenario("b", Scenarios.named("token-404"))
                .start()) {
            assertEquals(403, RestCalls.tokenCall(other, "a").statusCode());
            assertEquals(404, RestCalls.tokenCall(other, "b").statusCode());
            assertEquals(2, other.server("b").runs().size());
        }
    }

    @Test
    void theEndIsToldOnAThreadThatMayBlock() throws Exception {
        ScenarioRun run = server.play(Scenario.of("x", "", script -> script.pause(Duration.ofSeconds(1))));
        CompletableFuture<Integer> next = run.ended().thenApply(end -> {
            // On the server's own thread this would wait for itself.
            server.burst(1);
            return server.connections();
        });

        time.advance(Duration.ofSeconds(1));
        assertEquals(0, next.get(20, TimeUnit.SECONDS));
    }

    @Test
    void nobodyElseCanEndARun() {
        ScenarioRun run = server.play(Scenarios.named("log-flood"));
        assertTrue(run.ended().complete(ScenarioRun.End.FINISHED));

        assertTrue(run.isRunning());
    }

    @Test
    void aScenarioThatNeverLetsTimePassFails() {
        ScenarioRun run = server.play(Scenario.of(
                "rush", "", script -> script.repeat(1000, outer -> outer.repeat(1_000_000, inner -> inner.burst(0)))));

        ExecutionException error = assertThrows(ExecutionException.class, () -> end(run));
        assertTrue(String.valueOf(error.getMessage()).contains("rush"), error.getMessage());
        assertEquals(List.of(), server.runs());
    }

    @Test
    void aScenarioThatWaitsForSocketsWhichAreThereFailsToo() throws Exception {
        try (PlainSocket socket = PlainSocket.authenticated(sim, "demo")) {
            assertNotNull(socket.await(UptimeEvent.class));
            ScenarioRun run = server.play(
                    Scenario.of("hasty", "", script -> script.repeat(200_000, step -> step.awaitConnections(1))));

            ExecutionException error = assertThrows(ExecutionException.class, () -> end(run));
            assertTrue(String.valueOf(error.getMessage()).contains("hasty"), error.getMessage());
        }
    }

    @Test
    void aScenarioThatWaitsForSocketsAgainAndAgainGoesOn() throws Exception {
        ScenarioRun run = server.play(Scenario.of(
                "patient",
                "",
                script -> script.repeat(
                        3,
                        round -> round.awaitConnections(1)
                                .repeat(20_000, burst -> burst.burst(0))
                                .drop())));
        for (int i = 0; i < 3; i++) {
            try (PlainSocket socket = PlainSocket.authenticated(sim, "demo")) {
                socket.rest();
            }
        }
        assertEquals(ScenarioRun.End.FINISHED, end(run));
    }

    @Test
    void closingTheSimulatorStopsItsRuns() throws Exception {
        ScenarioRun run = server.play(Scenarios.named("log-flood"));
        sim.close();

        assertEquals(ScenarioRun.End.STOPPED, end(run));
        run.stop();
        assertThrows(IllegalStateException.class, () -> server.play(Scenarios.named("quiet")));
    }

    private static ScenarioRun.End end(ScenarioRun run) throws Exception {
        return run.ended().get(20, TimeUnit.SECONDS);
    }

    @ParameterizedTest
    @EnumSource(EventStyle.class)
    void aFastFloodSendsEveryLineOnceAndInOrderAndKeepsTheLastInTheHistory(EventStyle style) throws Exception {
        server.events(style);
        try (PlainSocket one = PlainSocket.authenticated(sim, "demo");
                PlainSocket two = PlainSocket.authenticated(sim, "demo")) {
            one.await(UptimeEvent.class);
            two.await(UptimeEvent.class);
            long before = server.logLinesSent();
            ScenarioRun run =
                    server.play(Scenario.of("x", "", script -> script.flood(123_456, Duration.ofMillis(150))));
            time.advance(Duration.ofMillis(150));

            assertEquals(ScenarioRun.End.FINISHED, end(run));
            int lines = 123_456 * 150 / 1000;
            for (int i = 0; i < lines; i++) {
                String number = String.format("#%011d ", i);
                assertTrue(text(one.event()).contains(number), number);
                assertTrue(text(two.event()).contains(number), number);
            }
            assertEquals(2L * lines, server.logLinesSent() - before);
            server.command("say enough");
            assertTrue(text(one.event()).endsWith("enough"));
        }
        try (PlainSocket later = PlainSocket.authenticated(sim, "demo")) {
            String oldest = text(later.event());
            assertTrue(oldest.contains(String.format("#%011d ", 123_456 * 150 / 1000 - 999)), oldest);
        }
    }

    @Test
    void theNumbersOfFastFloodsGoOnAndTheirLinesShowTheTime() throws Exception {
        Scenario scenario = Scenario.of("x", "", script -> script.flood(100_000, Duration.ofMillis(50)));
        try (PlainSocket socket = PlainSocket.authenticated(sim, "demo")) {
            socket.await(UptimeEvent.class);
            server.play(scenario);
            time.advance(Duration.ofSeconds(61));
            server.play(scenario);
            time.advance(Duration.ofSeconds(1));

            String first = text(socket.event());
            String last = first;
            for (int i = 1; i < 10_000; i++) {
                last = text(socket.event());
            }
            assertTrue(first.contains("#00000000000 "), first);
            assertTrue(last.contains("#00000009999 "), last);
            assertEquals(Duration.ofSeconds(61), Duration.between(shownTime(first), shownTime(last)));
        }
    }

    private static LocalTime shownTime(String line) {
        return LocalTime.parse(line.substring(1, "[12:00:00".length()));
    }

    private static String text(ArchonEvent event) {
        return event instanceof Log4jEvent entry
                ? entry.message().orElseThrow()
                : assertInstanceOf(LogEvent.class, event).message();
    }

    @Test
    void aFloodThatTheMachineCannotPrintIsToldAndHoldsUpNobody() throws Exception {
        CompletableFuture<Void> reading;
        try (ArchonSimulator real =
                ArchonSimulator.builder().traffic(Traffic.SILENT).start()) {
            RawSocket socket = RawSocket.caughtUp(RestCalls.credentials(real, "demo"));
            reading = CompletableFuture.runAsync(() -> readToTheEnd(socket));
            SimulatedServer busy = real.server("demo");
            busy.fault(new Fault.Fragmented(4));
            ScenarioRun run = busy.play(Scenario.of("x", "", script -> script.flood(3_000_000)));
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> run.linesPerSecondReached().isPresent());
            assertEquals(3_000_000.0, (double) run.linesPerSecondAsked().orElseThrow(), 150_000);
            assertTrue(run.linesPerSecondReached().orElseThrow() < 2_700_000);
            run.stop();
            assertEquals(List.of(), busy.runs());
        }
        reading.get(20, TimeUnit.SECONDS);
    }

    private static void readToTheEnd(RawSocket socket) {
        try (socket) {
            socket.skip(Long.MAX_VALUE);
        } catch (IOException e) {
            // The test is over, and the connection was closed.
            return;
        }
    }
}

package dev.archon.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.archon.protocol.event.Log4jEvent;
import dev.archon.protocol.event.LogEvent;
import dev.archon.protocol.event.UptimeEvent;
import dev.archon.simulator.internal.wire.FloodLines;
import dev.archon.simulator.scenario.EventStyle;
import dev.archon.simulator.scenario.FloodResult;
import dev.archon.simulator.scenario.Traffic;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FloodTest {

    private static final Instant NOON = Instant.parse("2026-11-01T12:00:00Z");

    private final ManualTime time = SimulatorTime.manual(NOON);
    private final ArchonSimulator sim = ArchonSimulator.builder()
            .time(time)
            .traffic(Traffic.SILENT)
            .backlogBytes(1 << 20)
            .start();
    private final SimulatedServer server = sim.server("demo");

    @ParameterizedTest
    @EnumSource(EventStyle.class)
    void everySocketGetsEveryLineOnceAndInOrder(EventStyle style) throws Exception {
        server.events(style);
        try (PlainSocket one = caughtUp();
                PlainSocket two = caughtUp()) {
            long before = server.logLinesSent();
            CompletableFuture<Void> flood = server.flood(12_345);
            assertLines(style, one, 0, 12_345);
            assertLines(style, two, 0, 12_345);

            flood.get(20, TimeUnit.SECONDS);
            assertEquals(2 * 12_345, server.logLinesSent() - before);
        }
    }

    @Test
    void aSocketThatDoesNotReadIsSentLittleAndKept() throws Exception {
        try (PlainSocket idle = caughtUp();
                PlainSocket reading = caughtUp()) {
            long before = server.logLinesSent();
            CompletableFuture<Void> flood = server.flood(500_000);
            assertLines(reading, 0, 500_000);

            long toTheIdleOne = server.logLinesSent() - before - 500_000;
            assertTrue(toTheIdleOne < 250_000, toTheIdleOne + " lines wait for it");
            assertEquals(2, server.connections());
            assertFalse(flood.isDone());

            assertLines(idle, 0, 500_000);
            flood.get(20, TimeUnit.SECONDS);
        }
    }

    @Test
    void aCancelledFloodEndsAndWhatComesNextFollowsIt() throws Exception {
        try (PlainSocket socket = caughtUp()) {
            long before = server.logLinesSent();
            CompletableFuture<Void> flood = server.flood(FloodLines.MOST);
            assertLines(socket, 0, 10_000);
            flood.cancel(false);
            server.command("say enough");

            int number = 10_000;
            LogEvent log = assertInstanceOf(LogEvent.class, socket.event());
            for (; !log.message().endsWith("enough"); number++) {
                assertTrue(log.message().contains(String.format("#%011d ", number)), log.message());
                log = assertInstanceOf(LogEvent.class, socket.event());
            }
            server.burst(1);
            assertTrue(socket.await(LogEvent.class, next -> !next.message().contains("#000"))
                    .message()
                    .contains("#1 "));
            assertTrue(server.logLinesSent() - before >= number + 2);
        }
    }

    @Test
    void anAnswerIsNotHeldUpByAFlood() throws Exception {
        try (PlainSocket socket = caughtUp()) {
            CompletableFuture<Void> flood = server.flood(FloodLines.MOST);
            socket.command("say in between");
            socket.await(LogEvent.class, log -> log.message().endsWith("in between"));
            flood.cancel(false);
        }
    }

    @Test
    void aFloodEndsWithItsSockets() throws Exception {
        CompletableFuture<Void> forNobody = server.flood(1);
        assertTrue(forNobody.isDone());
        try (PlainSocket closed = caughtUp()) {
            CompletableFuture<Void> flood = server.flood(FloodLines.MOST);
            server.close(1012, "restarting");
            flood.get(20, TimeUnit.SECONDS);

            List<PlainSocket.Frame> rest = closed.rest();
            assertEquals(1012, rest.get(rest.size() - 1).closeCode());
        }
        PlainSocket gone = caughtUp();
        CompletableFuture<Void> flood = server.flood(FloodLines.MOST);
        gone.close();
        flood.get(20, TimeUnit.SECONDS);
    }

    @ParameterizedTest
    @EnumSource(EventStyle.class)
    void aPacedFloodKeepsItsRate(EventStyle style) throws Exception {
        server.events(style);
        try (PlainSocket socket = caughtUp()) {
            long before = server.logLinesSent();
            CompletableFuture<FloodResult> flood = server.flood(5000, 2345);
            time.advance(Duration.ofSeconds(1));
            assertLines(style, socket, 0, 2345);
            assertEquals(2345, server.logLinesSent() - before);
            assertFalse(flood.isDone());

            time.advance(Duration.ofSeconds(5));
            assertLines(style, socket, 2345, 5000);
            FloodResult result = flood.get(20, TimeUnit.SECONDS);
            assertEquals(5000, server.logLinesSent() - before);
            assertEquals(new FloodResult(5000, 2345, Duration.ofMillis(2140)), result);
            assertFalse(result.rateMissed());
        }
    }

    @Test
    void aRateThatNoMachineReachesIsToldInTheResult() throws Exception {
        try (ArchonSimulator real = ArchonSimulator.builder().start()) {
            // 20 million lines have some 2.7 GB, which are copied within the first tick of the flood.
            FloodResult result =
                    real.server("demo").flood(20_000_000, 20_000_000_000L).get(60, TimeUnit.SECONDS);
            assertTrue(result.rateMissed(), result.toString());
            assertTrue(result.linesPerSecondReached() < 18_000_000_000L, result.toString());
        }
    }

    @Test
    void aPacedFloodCanBeCancelledAndEndsWithTheSimulator() throws Exception {
        try (PlainSocket socket = caughtUp()) {
            CompletableFuture<FloodResult> flood = server.flood(FloodLines.MOST, 100);
            time.advance(Duration.ofSeconds(1));
            assertLines(socket, 0, 100);
            flood.cancel(false);
            time.advance(Duration.ofSeconds(1));
            server.command("say enough");
            assertTrue(socket.await(LogEvent.class).message().endsWith("enough"));

            CompletableFuture<FloodResult> other = server.flood(FloodLines.MOST, 100);
            sim.close();
            assertTrue(other.isCancelled());
        }
    }

    @Test
    void figuresOutOfRangeAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> server.flood(0));
        assertThrows(IllegalArgumentException.class, () -> server.flood(FloodLines.MOST + 1));
        assertThrows(IllegalArgumentException.class, () -> server.flood(1, 0));
    }

    private static void assertLines(PlainSocket socket, int from, int to) throws Exception {
        assertLines(EventStyle.DOC, socket, from, to);
    }

    private static void assertLines(EventStyle style, PlainSocket socket, int from, int to) throws Exception {
        for (int i = from; i < to; i++) {
            String text = style == EventStyle.PANEL
                    ? assertInstanceOf(Log4jEvent.class, socket.event())
                            .message()
                            .orElseThrow()
                    : assertInstanceOf(LogEvent.class, socket.event()).message();
            assertTrue(text.contains(String.format("#%011d ", i)), text);
        }
    }

    /** A socket that has read the history and the state. */
    private PlainSocket caughtUp() throws Exception {
        PlainSocket socket = PlainSocket.authenticated(sim, "demo");
        socket.await(UptimeEvent.class);
        return socket;
    }

    @AfterEach
    void close() {
        sim.close();
    }
}

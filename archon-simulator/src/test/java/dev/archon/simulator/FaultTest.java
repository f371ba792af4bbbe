package dev.archon.simulator;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.archon.protocol.event.AuthIncorrectEvent;
import dev.archon.protocol.event.AuthOkEvent;
import dev.archon.protocol.event.LogEvent;
import dev.archon.protocol.event.UptimeEvent;
import dev.archon.simulator.internal.wire.FrameEncoder;
import dev.archon.simulator.journal.JournalEntry;
import dev.archon.simulator.scenario.Action;
import dev.archon.simulator.scenario.DurationRange;
import dev.archon.simulator.scenario.Fault;
import dev.archon.simulator.scenario.Traffic;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FaultTest {

    private static final Duration SOON = Duration.ofSeconds(20);

    private final ManualTime time = SimulatorTime.manual(Instant.parse("2026-11-01T12:00:00Z"));
    private final ArchonSimulator sim = ArchonSimulator.builder()
            .server("demo")
            .server("other")
            .traffic(Traffic.SILENT)
            .time(time)
            .start();
    private final SimulatedServer server = sim.server("demo");

    @Test
    void aFaultLastsUntilItIsClosed() throws Exception {
        try (ActiveFault down = server.fault(new Fault.TokenRefused(503))) {
            assertEquals(503, RestCalls.tokenCall(sim, "demo").statusCode());
            assertEquals(503, RestCalls.tokenCall(sim, "demo").statusCode());
            assertEquals(2, down.strikes());
            assertTrue(down.isActive());
        }
        assertEquals(200, RestCalls.tokenCall(sim, "demo").statusCode());
        assertEquals(List.of(), server.faults());
    }

    @Test
    void aFaultIsOfOneServer() throws Exception {
        ActiveFault unused = server.fault(new Fault.TokenRefused(503));

        assertEquals(200, RestCalls.tokenCall(sim, "other").statusCode());
    }

    @Test
    void aFaultThatIsCountedEndsByItself() throws Exception {
        ActiveFault twice = server.fault(new Fault.TokenRefused(500), 2);

        assertEquals(500, RestCalls.tokenCall(sim, "demo").statusCode());
        assertEquals(500, RestCalls.tokenCall(sim, "demo").statusCode());
        assertEquals(200, RestCalls.tokenCall(sim, "demo").statusCode());
        assertFalse(twice.isActive());
    }

    @Test
    void ofTwoFaultsTheNewerOneHits() throws Exception {
        ActiveFault unused = server.fault(new Fault.TokenRefused(500));
        ActiveFault newer = server.fault(new Fault.TokenRefused(403), 1);

        assertEquals(403, RestCalls.tokenCall(sim, "demo").statusCode());
        assertFalse(newer.isActive());
        assertEquals(500, RestCalls.tokenCall(sim, "demo").statusCode());
    }

    @Test
    void aTokenCallThatIsRefusedAnywayDoesNotCount() throws Exception {
        ActiveFault once = server.fault(new Fault.TokenRefused(500), 1);

        assertEquals(
                401,
                RestCalls.get(sim.baseUri(), "/modrinth/v0/servers/demo/ws").statusCode());
        assertTrue(once.isActive());
    }

    @Test
    void whatLastsCannotBeCounted() {
        assertThrows(IllegalArgumentException.class, () -> server.fault(new Fault.HalfOpen(), 1));
        assertThrows(IllegalArgumentException.class, () -> server.fault(new Fault.AuthRefused(), 0));
        assertEquals(List.of(), server.faults());
    }

    @Test
    void theJournalHasWhatWasAnsweredAndWhatWasNot() throws Exception {
        ActiveFault refused = server.fault(new Fault.TokenRefused(500), 1);
        assertEquals(500, RestCalls.tokenCall(sim, "demo").statusCode());
        ActiveFault unanswered = server.fault(new Fault.TokenUnanswered(), 1);
        CompletableFuture<?> never = RestCalls.tokenCallLater(sim, "demo");

        List<JournalEntry.TokenCall> calls = sim.journal().await(JournalEntry.TokenCall.class, call -> true, 2, SOON);
        assertEquals(
                List.of(500, 0),
                calls.stream().map(JournalEntry.TokenCall::status).toList());
        assertFalse(never.isDone());
        assertFalse(refused.isActive() || unanswered.isActive());
    }

    @Test
    void aHandshakeMayBeAnsweredLate() throws Exception {
        URI url = URI.create(RestCalls.credentials(sim, "demo").url());
        ActiveFault slow = server.fault(new Fault.HandshakeSlow(DurationRange.of(Duration.ofSeconds(5))), 1);
        try (PlainSocket socket = PlainSocket.request(url)) {
            await().atMost(SOON).until(() -> slow.strikes() == 1);
            assertTrue(socket.isSilent());

            time.advance(Duration.ofSeconds(5));
            assertEquals(101, socket.readStatus());
        }
    }

    @Test
    void aClientThatGivesUpALateHandshakeLeavesNothingBehind() throws Exception {
        URI url = URI.create(RestCalls.credentials(sim, "demo").url());
        ActiveFault slow = server.fault(new Fault.HandshakeSlow(DurationRange.of(Duration.ofSeconds(5))), 1);
        try (PlainSocket socket = PlainSocket.request(url)) {
            await().atMost(SOON).until(() -> slow.strikes() == 1);
            assertTrue(socket.isSilent());
        }
        time.advance(Duration.ofSeconds(5));

        JournalEntry.Closed closed = sim.journal().await(JournalEntry.Closed.class, entry -> true, SOON);
        assertEquals(JournalEntry.Side.CLIENT, closed.by());
    }

    @Test
    void anAuthMayBeAnsweredLateAndARenewalRefused() throws Exception {
        String token = RestCalls.credentials(sim, "demo").token().value();
        ActiveFault slow = server.fault(new Fault.AuthSlow(DurationRange.of(Duration.ofSeconds(5))), 1);
        try (PlainSocket socket = PlainSocket.open(sim, "demo")) {
            socket.authenticate(token);
            await().atMost(SOON).until(() -> !slow.isActive());
            assertTrue(socket.isSilent());
            time.advance(Duration.ofSeconds(5));
            assertInstanceOf(AuthOkEvent.class, socket.event());
            socket.await(UptimeEvent.class);

            ActiveFault unused = server.fault(new Fault.AuthRefused(), 1);
            socket.authenticate(token);
            assertInstanceOf(AuthIncorrectEvent.class, socket.event());
            assertEquals(1, server.connections());
        }
    }

    @Test
    void anActionRecurs() throws Exception {
        try (PlainSocket socket = caughtUp();
                ActiveFault storm = server.fault(
                        new Fault.Recurring(new Action.Burst(1), DurationRange.of(Duration.ofSeconds(2))), 3)) {
            assertEquals(1, storm.strikes());
            time.advance(Duration.ofSeconds(3));
            assertEquals(2, storm.strikes());
            time.advance(Duration.ofMinutes(1));
            assertEquals(3, storm.strikes());
            assertFalse(storm.isActive());

            server.drop();
            assertEquals(3, socket.rest().size());
        }
    }

    @Test
    void anActionNoLongerRecursWhenItsFaultIsClosed() {
        ActiveFault storm =
                server.fault(new Fault.Recurring(new Action.Burst(1), DurationRange.of(Duration.ofSeconds(2))));
        storm.close();

        time.advance(Duration.ofMinutes(1));
        assertEquals(1, storm.strikes());
    }

    @Test
    void whatWasHeldBackArrivesWhenSlownessEnds() throws Exception {
        try (PlainSocket socket = caughtUp()) {
            ActiveFault slow = server.fault(new Fault.SlowBytes(5, Duration.ofMillis(100)));
            server.burst(1000);
            time.advance(Duration.ofSeconds(1));
            slow.close();

            for (int i = 1; i <= 1000; i++) {
                String number = "#" + i + " ";
                assertTrue(assertInstanceOf(LogEvent.class, socket.event())
                        .message()
                        .contains(number));
            }
        }
    }

    @Test
    void aSlowSocketCanBeClosedAndReset() throws Exception {
        try (PlainSocket closed = caughtUp();
                PlainSocket reset = PlainSocket.authenticated(sim, "other");
                ActiveFault slow = server.fault(new Fault.SlowBytes(1, Duration.ofMillis(100)));
                ActiveFault other = sim.server("other").fault(new Fault.SlowBytes(1, Duration.ofMillis(100)))) {
            assertTrue(slow.isActive() && other.isActive());
            server.close(1001, "");
            time.advance(Duration.ofSeconds(2));
            assertEquals(1001, closed.frame().closeCode());

            sim.server("other").burst(1000);
            sim.server("other").reset();
            assertThrows(java.net.SocketException.class, reset::readAll);
        }
    }

    @Test
    void socketsThatOpenMeanwhileAreHitToo() throws Exception {
        ActiveFault fault = server.fault(new Fault.HalfOpen());
        try (PlainSocket dead = PlainSocket.open(sim, "demo")) {
            var unused = sim.journal().await(JournalEntry.Closed.class, closed -> true, SOON);
            dead.authenticate(RestCalls.credentials(sim, "demo").token().value());
            assertTrue(dead.isSilent());

            fault.close();
            assertTrue(dead.isSilent());
            caughtUp().close();
        }
    }

    @Test
    void theFramesOfTwoSocketsAreCutAlike() throws Exception {
        try (PlainSocket one = caughtUp();
                PlainSocket two = caughtUp();
                ActiveFault cut = server.fault(new Fault.Fragmented(20));
                ActiveFault pings = server.fault(new Fault.InterleavedPings(2))) {
            assertTrue(cut.isActive() && pings.isActive());
            server.burst(200);
            server.drop();

            byte[] bytes = one.readAll();
            assertTrue(bytes.length > 20_000);
            assertEquals(
                    new String(bytes, StandardCharsets.ISO_8859_1),
                    new String(two.readAll(), StandardCharsets.ISO_8859_1));
        }
    }

    @Test
    void framesAreWholeAgainWhenTheFaultIsOver() throws Exception {
        try (PlainSocket socket = caughtUp()) {
            ActiveFault cut = server.fault(new Fault.Fragmented(20));
            server.burst(1);
            cut.close();
            server.burst(1);

            assertTrue(assertInstanceOf(LogEvent.class, socket.message().event())
                    .message()
                    .contains("#1 "));
            assertTrue(
                    assertInstanceOf(LogEvent.class, socket.event()).message().contains("#2 "));
        }
    }

    @Test
    void actionsReachASocketInTheOrderInWhichTheyWereDone() throws Exception {
        try (PlainSocket socket = caughtUp()) {
            server.perform(new Action.Burst(1));
            server.perform(new Action.Binary(3));
            server.perform(new Action.Text("[]"));
            server.perform(new Action.Ping(7));
            server.perform(new Action.Oversized(100_000));

            assertInstanceOf(LogEvent.class, socket.event());
            assertEquals(FrameEncoder.BINARY, socket.frame().opcode());
            assertEquals("[]", socket.frame().text());
            assertEquals(7, socket.frame().payload().length);
            assertEquals(100_000, socket.frame().payload().length);
        }
    }

    @Test
    void closingAFaultOfAClosedSimulatorDoesNothing() throws Exception {
        ActiveFault fault = server.fault(new Fault.AuthRefused());
        sim.close();

        fault.close();
        assertThrows(IllegalStateException.class, () -> server.fault(new Fault.AuthRefused()));
    }

    @Test
    void aDeadSocketDoesNotKeepTheSimulatorFromClosing() throws Exception {
        try (PlainSocket dead = caughtUp()) {
            ActiveFault unused = server.fault(new Fault.HalfOpen());

            // A limit for a call that hangs; how long it takes is up to the machine.
            CompletableFuture.runAsync(sim::close).get(30, TimeUnit.SECONDS);
            assertEquals(-1, dead.read());
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

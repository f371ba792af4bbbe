package dev.archon.simulator;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.archon.protocol.event.LogEvent;
import dev.archon.protocol.event.UptimeEvent;
import dev.archon.simulator.internal.wire.FrameEncoder;
import dev.archon.simulator.journal.JournalEntry;
import dev.archon.simulator.scenario.Action;
import dev.archon.simulator.scenario.Direction;
import dev.archon.simulator.scenario.DurationRange;
import dev.archon.simulator.scenario.Fault;
import dev.archon.simulator.scenario.Traffic;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Latency, jitter and bandwidth, each in one direction or both, on one connection or all. */
class NetworkFaultTest {

    private static final Duration SOON = Duration.ofSeconds(20);
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final DurationRange ONE_SECOND = DurationRange.of(SECOND);

    private final ManualTime time = SimulatorTime.manual(Instant.parse("2026-11-01T12:00:00Z"));
    private final ArchonSimulator sim = ArchonSimulator.builder()
            .server("demo")
            .traffic(Traffic.SILENT)
            .time(time)
            .start();
    private final SimulatedServer server = sim.server("demo");

    @Test
    void framesToTheClientArriveLate() throws Exception {
        try (PlainSocket socket = caughtUp()) {
            ActiveFault unused = server.fault(new Fault.Latency(Direction.TO_CLIENT, ONE_SECOND));
            server.burst(1);
            time.advance(Duration.ofMillis(999));
            assertTrue(socket.isSilent());
            time.advance(Duration.ofMillis(1));
            assertTrue(isLine(socket, 1));

            socket.command("list");
            assertEquals(
                    "list",
                    sim.journal()
                            .await(JournalEntry.Command.class, any -> true, SOON)
                            .text());
        }
    }

    @Test
    void framesToTheServerArriveLate() throws Exception {
        try (PlainSocket socket = caughtUp()) {
            ActiveFault unused = server.fault(new Fault.Latency(Direction.TO_SERVER, ONE_SECOND));
            socket.command("list");
            // Behind the command in the socket's buffer, and held up by it.
            socket.send(FrameEncoder.PING, new byte[3]);
            server.burst(1);
            assertTrue(isLine(socket, 1));
            assertTrue(socket.isSilent());
            assertEquals(List.of(), commands());

            advanceUntilThereIs(JournalEntry.Command.class);
            advanceUntilThereIs(JournalEntry.Ping.class);
            assertEquals(3, pong(socket));
        }
    }

    @Test
    void aPingAndItsPongAreBothLate() throws Exception {
        try (PlainSocket socket = caughtUp()) {
            ActiveFault unused = server.fault(new Fault.Latency(Direction.BOTH, ONE_SECOND));
            socket.send(FrameEncoder.PING, new byte[5]);
            assertTrue(socket.isSilent());
            advanceUntilThereIs(JournalEntry.Ping.class);
            assertTrue(socket.isSilent());
            time.advance(SECOND);
            assertEquals(5, pong(socket));
        }
    }

    @Test
    void aCloseFrameIsLateBehindEverythingElse() throws Exception {
        try (PlainSocket socket = caughtUp()) {
            ActiveFault unused = server.fault(new Fault.Latency(Direction.TO_CLIENT, ONE_SECOND));
            server.burst(1);
            server.close(1001, "going");
            assertTrue(socket.isSilent());
            time.advance(SECOND);
            assertTrue(isLine(socket, 1));
            assertEquals(1001, socket.frame().closeCode());
        }
    }

    @Test
    void theAnswerToACloseFrameIsLateToo() throws Exception {
        try (PlainSocket socket = caughtUp()) {
            ActiveFault unused = server.fault(new Fault.Latency(Direction.BOTH, ONE_SECOND));
            socket.send(FrameEncoder.CLOSE, new byte[] {3, (byte) 0xE8});
            assertTrue(socket.isSilent());
            assertEquals(List.of(1), server.connectionNumbers());
            advanceUntilThereIs(JournalEntry.Closed.class);
            assertTrue(socket.isSilent());
            time.advance(SECOND);
            assertEquals(1000, socket.frame().closeCode());
            assertEquals(-1, socket.read());
        }
    }

    @Test
    void anEndWithoutACloseFrameIsLateToo() throws Exception {
        try (PlainSocket socket = caughtUp()) {
            ActiveFault unused = server.fault(new Fault.Latency(Direction.TO_CLIENT, ONE_SECOND));
            server.drop();
            assertTrue(socket.isSilent());
            time.advance(SECOND);
            assertEquals(-1, socket.read());
        }
    }

    @Test
    void jitterDoesNotChangeTheOrder() throws Exception {
        try (PlainSocket socket = caughtUp()) {
            ActiveFault unused =
                    server.fault(new Fault.Latency(Direction.TO_CLIENT, new DurationRange(Duration.ZERO, SECOND)));
            for (int i = 0; i < 200; i++) {
                server.burst(1);
                time.advance(Duration.ofMillis(10));
            }
            time.advance(SECOND);
            for (int i = 1; i <= 200; i++) {
                assertTrue(isLine(socket, i));
            }
        }
    }

    @Test
    void aFaultMayLieOnOneConnectionOnly() throws Exception {
        try (PlainSocket first = caughtUp();
                PlainSocket second = caughtUp()) {
            assertEquals(List.of(1, 2), server.connectionNumbers());
            ActiveFault late = server.fault(new Fault.Latency(Direction.BOTH, ONE_SECOND, OptionalInt.of(2)));
            server.burst(1);
            assertTrue(isLine(first, 1));
            assertTrue(second.isSilent());

            late.close();
            assertTrue(isLine(second, 1));
        }
    }

    @Test
    void theConnectionThatAFaultNamesMayOpenLater() throws Exception {
        ActiveFault unused = server.fault(new Fault.Latency(Direction.TO_CLIENT, ONE_SECOND, OptionalInt.of(1)));
        String token = RestCalls.credentials(sim, "demo").token().value();
        try (PlainSocket late = PlainSocket.open(sim, "demo")) {
            late.authenticate(token);
            sim.journal().await(JournalEntry.Auth.class, JournalEntry.Auth::accepted, SOON);
            assertTrue(late.isSilent());
            caughtUp().close();
            time.advance(SECOND);
            late.await(UptimeEvent.class);
        }
    }

    @Test
    void aNarrowLineCarriesALongFrameLittleByLittle() throws Exception {
        try (PlainSocket socket = caughtUp()) {
            ActiveFault unused = server.fault(new Fault.Bandwidth(Direction.TO_CLIENT, 1_000));
            String text = "x".repeat(2_996);
            server.emitRaw(text.getBytes(StandardCharsets.UTF_8));
            assertTrue(socket.isSilent());

            byte[] frame = new byte[0];
            for (int i = 0; i < 3; i++) {
                time.advance(SECOND);
                frame = socket.read(1_000);
                assertTrue(socket.isSilent());
            }
            assertEquals("x".repeat(1_000), new String(frame, StandardCharsets.UTF_8));
        }
    }

    @Test
    void aNarrowLineToTheServerCarriesWholeMessagesLate() throws Exception {
        try (PlainSocket socket = caughtUp()) {
            ActiveFault unused = server.fault(new Fault.Bandwidth(Direction.TO_SERVER, 1_000));
            socket.command("say " + "x".repeat(1_900));
            server.burst(1);
            assertTrue(isLine(socket, 1));
            assertTrue(socket.isSilent());
            time.advance(SECOND);
            server.burst(1);
            assertTrue(isLine(socket, 2));
            assertEquals(List.of(), commands());
            advanceUntilThereIs(JournalEntry.Command.class);
        }
    }

    @Test
    void ofTwoFaultsOfAKindTheNewerOneCountsAndDirectionsAreApart() throws Exception {
        try (PlainSocket socket = caughtUp()) {
            ActiveFault hour = server.fault(new Fault.Latency(Direction.BOTH, DurationRange.of(Duration.ofHours(1))));
            ActiveFault second = server.fault(new Fault.Latency(Direction.TO_CLIENT, ONE_SECOND));
            server.burst(1);
            time.advance(SECOND);
            assertTrue(isLine(socket, 1));

            socket.command("list");
            server.burst(1);
            second.close();
            time.advance(SECOND);
            assertTrue(socket.isSilent());
            assertEquals(List.of(), commands());
            hour.close();
            assertTrue(isLine(socket, 2));
            sim.journal().await(JournalEntry.Command.class, any -> true, SOON);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whatIsOnItsWayArrivesInOrderWhenTheFaultEnds(boolean narrow) throws Exception {
        try (PlainSocket socket = caughtUp()) {
            ActiveFault fault = server.fault(
                    narrow
                            ? new Fault.Bandwidth(Direction.TO_CLIENT, 100)
                            : new Fault.Latency(Direction.TO_CLIENT, DurationRange.of(Duration.ofHours(1))));
            server.burst(20);
            time.advance(SECOND);
            fault.close();
            server.burst(20);
            for (int i = 1; i <= 40; i++) {
                assertTrue(isLine(socket, i));
            }
        }
    }

    @Test
    void framesThatAreCutUpTravelAsTheyAre() throws Exception {
        try (PlainSocket socket = caughtUp()) {
            ActiveFault late = server.fault(new Fault.Latency(Direction.TO_CLIENT, new DurationRange(SECOND, SECOND)));
            ActiveFault cut = server.fault(new Fault.Fragmented(20));
            ActiveFault slow = server.fault(new Fault.SlowBytes(16, Duration.ofMillis(1)));
            server.burst(3);
            assertTrue(socket.isSilent());
            time.advance(Duration.ofSeconds(2));
            for (int i = 1; i <= 3; i++) {
                assertTrue(((LogEvent) socket.message().event()).message().contains("#" + i + " "));
            }
            assertTrue(late.isActive() && cut.isActive() && slow.isActive());
        }
    }

    @Test
    void aLateLineHoldsBackAFloodInsteadOfFillingTheMemory() throws Exception {
        try (PlainSocket socket = caughtUp()) {
            long before = server.logLinesSent();
            ActiveFault late =
                    server.fault(new Fault.Latency(Direction.TO_CLIENT, DurationRange.of(Duration.ofHours(1))));
            CompletableFuture<Void> flood = server.flood(100_000);
            await().atMost(SOON).until(() -> server.logLinesSent() - before >= 7_000);
            server.burst(1);
            assertTrue(server.logLinesSent() - before < 20_000, "more than a mebibyte is on its way");
            assertEquals(1, server.connections());

            late.close();
            for (int i = 0; i < 100_001; i++) {
                assertInstanceOf(LogEvent.class, socket.event());
            }
            flood.get(SOON.toSeconds(), TimeUnit.SECONDS);
        }
    }

    @Test
    void aLateLineMakesTheClientWaitInsteadOfFillingTheMemory() throws Exception {
        try (PlainSocket socket = caughtUp()) {
            ActiveFault late =
                    server.fault(new Fault.Latency(Direction.TO_SERVER, DurationRange.of(Duration.ofHours(1))));
            String line = "say " + "x".repeat(60_000);
            CompletableFuture<Void> sending = CompletableFuture.runAsync(() -> {
                try {
                    for (int i = 0; i < 500; i++) {
                        socket.command(line);
                    }
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
            server.burst(1);
            assertTrue(isLine(socket, 1));
            assertTrue(socket.isSilent());
            assertFalse(sending.isDone(), "30 MB went somewhere");

            server.drop();
            assertEquals(-1, socket.read());
            late.close();
            await().atMost(SOON).until(sending::isDone);
        }
    }

    @Test
    void theSimulatorClosesInOrderWhateverTheLineIsLike() throws Exception {
        try (PlainSocket socket = caughtUp()) {
            ActiveFault unused = server.fault(new Fault.Latency(Direction.BOTH, DurationRange.of(Duration.ofHours(1))));
            server.burst(1);
            CompletableFuture.runAsync(sim::close).get(30, TimeUnit.SECONDS);
            assertTrue(isLine(socket, 1));
            assertEquals(1001, socket.frame().closeCode());
        }
    }

    @Test
    void framesThatAreEncryptedAreLateToo() throws Exception {
        try (ArchonSimulator encrypted = ArchonSimulator.builder()
                        .traffic(Traffic.SILENT)
                        .time(SimulatorTime.manual(Instant.parse("2026-11-01T12:00:00Z")))
                        .tls()
                        .start();
                Socket tls =
                        encrypted.tls().sslContext().getSocketFactory().createSocket("localhost", encrypted.port())) {
            tls.setSoTimeout(PlainSocket.TIMEOUT_MILLIS);
            PlainSocket socket = PlainSocket.request(tls, encrypted.baseUri().resolve("/modrinth/v0/ws/demo"));
            assertEquals(101, socket.readStatus());
            ActiveFault narrow = encrypted.server("demo").fault(new Fault.Bandwidth(Direction.TO_CLIENT, 1));
            encrypted.server("demo").close(1001, "over");
            tls.setSoTimeout(150);
            assertThrows(SocketTimeoutException.class, tls.getInputStream()::read);
            tls.setSoTimeout(PlainSocket.TIMEOUT_MILLIS);
            narrow.close();
            assertEquals(1001, socket.frame().closeCode());
        }
    }

    @Test
    void aResetIsNotLate() throws Exception {
        try (PlainSocket socket = caughtUp()) {
            ActiveFault unused = server.fault(new Fault.Latency(Direction.BOTH, DurationRange.of(Duration.ofHours(1))));
            server.burst(1);
            server.perform(new Action.Reset());
            assertThrows(SocketException.class, socket::read);
        }
    }

    /** What a client has sent counts from when the simulator has read it, which is not seen from outside. */
    private void advanceUntilThereIs(Class<? extends JournalEntry> kind) {
        await().atMost(SOON).until(() -> {
            time.advance(SECOND);
            return sim.journal().entries().stream().anyMatch(kind::isInstance);
        });
    }

    private List<JournalEntry> commands() {
        return sim.journal().entries().stream()
                .filter(JournalEntry.Command.class::isInstance)
                .toList();
    }

    private static boolean isLine(PlainSocket socket, int number) throws Exception {
        return socket.event() instanceof LogEvent log && log.message().contains("#" + number + " ");
    }

    /** The length of the pong that comes next, behind the answers of commands. */
    private static int pong(PlainSocket socket) throws Exception {
        PlainSocket.Frame frame = socket.frame();
        while (frame.opcode() == FrameEncoder.TEXT) {
            frame = socket.frame();
        }
        assertEquals(0xA, frame.opcode());
        return frame.payload().length;
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

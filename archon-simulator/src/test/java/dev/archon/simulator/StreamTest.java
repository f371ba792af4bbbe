package dev.archon.simulator;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.archon.protocol.codec.EventCodec;
import dev.archon.protocol.event.ArchonEvent;
import dev.archon.protocol.event.InstallProgressEvent;
import dev.archon.protocol.event.Log4jEvent;
import dev.archon.protocol.event.LogEvent;
import dev.archon.protocol.event.LogStream;
import dev.archon.protocol.event.NewModEvent;
import dev.archon.protocol.event.PowerState;
import dev.archon.protocol.event.PowerStateEvent;
import dev.archon.protocol.event.PowerVariant;
import dev.archon.protocol.event.StateEvent;
import dev.archon.protocol.event.StatsEvent;
import dev.archon.protocol.event.UptimeEvent;
import dev.archon.simulator.internal.wire.FrameEncoder;
import dev.archon.simulator.journal.JournalEntry;
import dev.archon.simulator.junit.InjectSimulator;
import dev.archon.simulator.junit.SimulatedArchon;
import dev.archon.simulator.scenario.Action;
import dev.archon.simulator.scenario.Traffic;
import java.io.ByteArrayOutputStream;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@SimulatedArchon(manualTime = true)
class StreamTest {

    private static final Instant NOON = Instant.parse("2026-11-01T12:00:00Z");
    private static final Duration SOON = Duration.ofSeconds(20);

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
    void theHistoryIsReplayedAndThenTheStateIsTold() throws Exception {
        try (PlainSocket socket = PlainSocket.authenticated(sim, "demo")) {
            LogEvent script = assertInstanceOf(LogEvent.class, socket.event());
            assertTrue(script.message().startsWith("Starting the Java process"), script.message());
            LogEvent first = assertInstanceOf(LogEvent.class, socket.event());
            assertTrue(first.message().startsWith("[11:50:0"), first.message());
            PowerStateEvent power = socket.await(PowerStateEvent.class);
            assertEquals(PowerState.RUNNING, power.stateValue());
            assertEquals(
                    PowerVariant.RUNNING,
                    assertInstanceOf(StateEvent.class, socket.event()).powerVariantValue());
            assertEquals(
                    List.of(),
                    assertInstanceOf(InstallProgressEvent.class, socket.event()).items());
            assertInstanceOf(StatsEvent.class, socket.event());
            assertEquals(
                    600, assertInstanceOf(UptimeEvent.class, socket.event()).uptime());
        }
    }

    @Test
    void theHistoryIsBounded() throws Exception {
        server.burst(5000);
        try (PlainSocket socket = PlainSocket.authenticated(sim, "demo")) {
            LogEvent first = assertInstanceOf(LogEvent.class, socket.event());
            assertTrue(first.message().contains("#4001 "), first.message());
            // Lines are counted as they are written: all of them are when what follows them can be read.
            socket.await(PowerStateEvent.class);
            assertEquals(1000, server.logLinesSent());
        }
    }

    @Test
    void anOversizedLineIsNotInTheHistory() throws Exception {
        server.perform(new Action.Oversized(32 << 20));
        server.perform(new Action.Oversized(32 << 20));
        server.emit(new LogEvent(LogStream.STDOUT, "after it"));
        try (PlainSocket socket = PlainSocket.authenticated(sim, "demo")) {
            assertEquals(
                    "after it",
                    socket.await(
                                    LogEvent.class,
                                    log -> log.message().length() > 1_000_000
                                            || log.message().equals("after it"))
                            .message());
        }
    }

    @Test
    void theHistoryHasRoomForSomeMegabytesOnly() throws Exception {
        for (int i = 0; i < 20; i++) {
            server.emit(new LogEvent(LogStream.STDOUT, i + " " + "x".repeat(1_000_000)));
        }
        try (PlainSocket socket = PlainSocket.authenticated(sim, "demo")) {
            assertTrue(socket.await(LogEvent.class).message().startsWith("16 "));
            assertTrue(socket.await(LogEvent.class).message().startsWith("17 "));
        }
    }

    @Test
    void recordsBesideALineAreBoundedToo() throws Exception {
        try (ArchonSimulator small = ArchonSimulator.builder()
                .time(time)
                .traffic(Traffic.SILENT)
                .historyLines(10)
                .start()) {
            for (int i = 0; i < 100; i++) {
                small.server("demo")
                        .emit(new Log4jEvent(
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                OptionalLong.empty(),
                                Optional.of("record " + i),
                                Optional.empty()));
            }
            try (PlainSocket socket = PlainSocket.authenticated(small, "demo")) {
                int records = 0;
                ArchonEvent event = socket.event();
                for (; !(event instanceof UptimeEvent); event = socket.event()) {
                    records += event instanceof Log4jEvent ? 1 : 0;
                }
                assertTrue(records <= 20, "got " + records);
            }
        }
    }

    @Test
    void aSocketThatIsClosedDuringItsHistoryIsNotCounted() throws Exception {
        try (ArchonSimulator small =
                ArchonSimulator.builder().time(time).backlogBytes(1000).start()) {
            try (PlainSocket socket = PlainSocket.open(small, "demo")) {
                // More than the backlog, which nothing but the state of the server needs.
                small.server("demo").perform(new Action.Burst(1));
                for (int i = 0; i < 100; i++) {
                    small.server("demo").extractArchive("/a/long/path/of/an/archive/number-" + i + ".zip");
                }
                socket.authenticate(RestCalls.credentials(small, "demo").token().value());
                JournalEntry.Closed closed = small.journal().await(JournalEntry.Closed.class, entry -> true, SOON);
                assertEquals(OptionalInt.of(1013), closed.code());
            }
            assertEquals(0, small.server("demo").connections());
        }
    }

    @Test
    void commandsAreAnsweredOnTheConsole() throws Exception {
        try (PlainSocket socket = caughtUp()) {
            socket.command("/say hi");
            LogEvent answer = socket.await(LogEvent.class);
            assertEquals("[12:00:00] [Server thread/INFO]: [Not Secure] [Server] hi", answer.message());
            assertEquals(
                    "/say hi",
                    sim.journal().awaitCommand("demo", "say hi", SOON).text());
        }
    }

    @Test
    void stoppingAndStartingGoesThroughAllStates() throws Exception {
        try (PlainSocket socket = caughtUp()) {
            socket.command("stop");
            assertEquals(
                    PowerState.STOPPING, socket.await(PowerStateEvent.class).stateValue());
            time.advance(Duration.ofSeconds(2));
            assertEquals(PowerState.STOPPED, socket.await(PowerStateEvent.class).stateValue());

            assertEquals(204, RestCalls.power(sim, "demo", "Start").statusCode());
            assertEquals(
                    PowerState.STARTING, socket.await(PowerStateEvent.class).stateValue());
            time.advance(Duration.ofSeconds(30));
            socket.await(LogEvent.class, log -> log.message().contains("Done ("));
            assertEquals(PowerState.RUNNING, socket.await(PowerStateEvent.class).stateValue());
            assertEquals(PowerState.RUNNING, server.powerState());
        }
    }

    @Test
    void aCrashLastsUntilAPowerAction() throws Exception {
        try (PlainSocket socket = caughtUp()) {
            server.crash(OptionalInt.of(1));
            PowerStateEvent crash = socket.await(PowerStateEvent.class);
            assertEquals(PowerStateEvent.crashed(false, 1), crash);

            time.advance(Duration.ofMinutes(5));
            assertEquals(PowerState.CRASHED, server.powerState());

            assertEquals(204, RestCalls.power(sim, "demo", "Start").statusCode());
            assertEquals(
                    PowerState.STARTING, socket.await(PowerStateEvent.class).stateValue());
        }
    }

    @Test
    void aProcessThatEndsWith0HasNotCrashed() {
        assertThrows(IllegalArgumentException.class, () -> server.crash(OptionalInt.of(0)));
    }

    @Test
    void aCrashWithoutAnExitCodeSaysNone() throws Exception {
        try (PlainSocket socket = caughtUp()) {
            server.crash(OptionalInt.empty());
            assertEquals(
                    new PowerStateEvent("crashed", Optional.of(false), OptionalLong.empty()),
                    socket.await(PowerStateEvent.class));
            assertEquals(
                    OptionalLong.of(1),
                    assertInstanceOf(StateEvent.class, socket.event()).exitCode(),
                    "without a code it would mean stopped");
        }
    }

    @Test
    void anOutOfMemoryCrashSaysSoAndCanRestartByItself() throws Exception {
        try (ArchonSimulator restarting = ArchonSimulator.builder()
                        .time(time)
                        .autoRestart(Duration.ofSeconds(5))
                        .start();
                PlainSocket socket = PlainSocket.authenticated(restarting, "demo")) {
            socket.await(UptimeEvent.class);
            restarting.server("demo").crashOutOfMemory();
            assertEquals(PowerStateEvent.crashed(true, 137), socket.await(PowerStateEvent.class));

            time.advance(Duration.ofSeconds(5));
            assertEquals(
                    PowerState.STARTING, socket.await(PowerStateEvent.class).stateValue());
        }
    }

    @Test
    void anyEventAndAnyTextCanBeSent() throws Exception {
        try (PlainSocket socket = caughtUp()) {
            server.emit(new NewModEvent("sodium", "1.0"));
            assertEquals(new NewModEvent("sodium", "1.0"), socket.event());

            server.emitRaw("not json".getBytes(StandardCharsets.UTF_8));
            assertEquals("not json", socket.frame().text());
        }
    }

    @Test
    void aBurstArrivesWholeAndInOrder() throws Exception {
        try (PlainSocket socket = caughtUp()) {
            long before = server.logLinesSent();
            server.burst(100_000);
            for (int i = 1; i <= 100_000; i++) {
                LogEvent log = assertInstanceOf(LogEvent.class, socket.event());
                assertTrue(log.message().contains("#" + i + " "), log.message());
            }
            assertEquals(100_000, server.logLinesSent() - before);
        }
    }

    @Test
    void aDropLosesNothingThatWasSentBefore() throws Exception {
        try (PlainSocket socket = caughtUp()) {
            server.burst(20_000);
            server.drop();
            List<PlainSocket.Frame> frames = socket.rest();

            assertEquals(20_000, frames.size());
            assertFalse(frames.get(frames.size() - 1).isClose());
            assertEquals(0, server.connections());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1000, 1001, 1011, 1012, 4001})
    void aCloseComesBehindWhatWasSentBefore(int code) throws Exception {
        try (PlainSocket socket = caughtUp()) {
            server.burst(1000);
            server.close(code, "because");
            List<PlainSocket.Frame> frames = socket.rest();

            assertEquals(1001, frames.size());
            assertEquals(code, frames.get(1000).closeCode());
        }
    }

    @Test
    void aCloseCodeThatMayNotBeSentIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> server.close(1006, ""));
        assertThrows(IllegalArgumentException.class, () -> server.close(999, ""));
        assertThrows(IllegalArgumentException.class, () -> server.close(1000, "x".repeat(124)));
    }

    @Test
    void aResetIsATcpReset() throws Exception {
        try (PlainSocket socket = caughtUp()) {
            server.reset();
            assertThrows(SocketException.class, socket::read);
        }
    }

    @Test
    void aSocketThatDoesNotReadIsClosedWith1013WhileAnotherGetsEverything() throws Exception {
        try (ArchonSimulator small = ArchonSimulator.builder()
                        .time(time)
                        .traffic(Traffic.SILENT)
                        .backlogBytes(8 << 20)
                        .start();
                PlainSocket idle = PlainSocket.authenticated(small, "demo");
                PlainSocket reading = PlainSocket.authenticated(small, "demo")) {
            reading.await(UptimeEvent.class);
            int sent = 0;
            while (small.server("demo").connections() == 2) {
                small.server("demo").burst(10_000);
                for (int i = 0; i < 10_000; i++) {
                    sent++;
                    LogEvent log = assertInstanceOf(LogEvent.class, reading.event());
                    assertTrue(log.message().contains("#" + sent + " "), log.message());
                }
                assertTrue(sent < 1_000_000, "the idle socket was never closed");
            }

            List<PlainSocket.Frame> left = idle.rest();
            assertEquals(1013, left.get(left.size() - 1).closeCode());
            JournalEntry.Closed closed = small.journal().await(JournalEntry.Closed.class, entry -> true, SOON);
            assertEquals(OptionalInt.of(1013), closed.code());
        }
    }

    @Test
    void allSocketsSeeTheSameStreamInTheSameOrder() throws Exception {
        try (PlainSocket one = caughtUp();
                PlainSocket two = caughtUp()) {
            for (int i = 0; i < 20; i++) {
                time.advance(Duration.ofSeconds(7));
                server.burst(50);
            }
            server.drop();
            List<String> first =
                    one.rest().stream().map(PlainSocket.Frame::text).toList();

            assertTrue(first.size() > 1000);
            assertEquals(first, two.rest().stream().map(PlainSocket.Frame::text).toList());
        }
    }

    @Test
    void theSameSeedGivesTheSameBytes() throws Exception {
        assertArrayEquals(recording(7), recording(7));
        assertFalse(java.util.Arrays.equals(recording(7), recording(8)));
    }

    private static byte[] recording(long seed) throws Exception {
        ManualTime own = SimulatorTime.manual(NOON);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ArchonSimulator run =
                        ArchonSimulator.builder().seed(seed).time(own).start();
                PlainSocket socket = PlainSocket.authenticated(run, "demo")) {
            own.advance(Duration.ofMinutes(1));
            run.server("demo").burst(100);
            run.server("demo").crashOutOfMemory();
            own.advance(Duration.ofMinutes(20));
            run.server("demo").drop();
            for (PlainSocket.Frame frame : socket.rest()) {
                bytes.writeBytes(frame.payload());
            }
        }
        return bytes.toByteArray();
    }

    @Test
    void pingsAreAnsweredAndWrittenDown() throws Exception {
        try (PlainSocket socket = caughtUp()) {
            socket.send(FrameEncoder.PING, new byte[] {1, 2, 3});
            PlainSocket.Frame pong = socket.frame();

            assertEquals(10, pong.opcode());
            assertArrayEquals(new byte[] {1, 2, 3}, pong.payload());
            assertEquals(
                    3,
                    sim.journal()
                            .await(JournalEntry.Ping.class, ping -> true, SOON)
                            .bytes());
        }
    }

    @Test
    void aClientsCloseIsEchoedAndWrittenDown() throws Exception {
        try (PlainSocket socket = caughtUp()) {
            socket.send(FrameEncoder.CLOSE, new byte[] {0x03, (byte) 0xE8, 'b', 'y', 'e'});
            assertEquals(1000, socket.frame().closeCode());

            JournalEntry.Closed closed = sim.journal().await(JournalEntry.Closed.class, entry -> true, SOON);
            assertEquals(JournalEntry.Side.CLIENT, closed.by());
            assertEquals("bye", closed.reason());
        }
    }

    @Test
    void anUnreadableMessageIsWrittenDownAndCostsNothingElse() throws Exception {
        try (PlainSocket socket = caughtUp()) {
            socket.text("{\"event\":\"dance\"}");
            socket.command("list");
            assertTrue(socket.await(LogEvent.class).message().contains("players online"));
            assertEquals(1, sim.journal().entries(JournalEntry.Unreadable.class).size());
        }
    }

    @Test
    void ofAVeryLongCommandTheJournalKeepsTheBeginning() throws Exception {
        try (PlainSocket socket = caughtUp()) {
            socket.command("say " + "x".repeat(500_000));
            JournalEntry.Command entry = sim.journal().await(JournalEntry.Command.class, any -> true, SOON);
            assertEquals("say " + "x".repeat(JournalEntry.MAX_TEXT - 4) + "...", entry.text());
        }
    }

    @Test
    void closingTheSimulatorEndsItsSocketsInTime() throws Exception {
        try (PlainSocket socket = caughtUp()) {
            // A limit for a call that hangs; how long it takes is up to the machine.
            CompletableFuture.runAsync(sim::close).get(30, TimeUnit.SECONDS);
            assertEquals(1001, socket.frame().closeCode());
            assertThrows(IllegalStateException.class, () -> server.burst(1));
        }
    }

    @Test
    void realTimeMovesTheServerByItself() throws Exception {
        try (ArchonSimulator live = ArchonSimulator.builder()
                        .time(SimulatorTime.scaled(20))
                        .traffic(Traffic.BUSY)
                        .start();
                PlainSocket socket = PlainSocket.authenticated(live, "demo")) {
            socket.await(UptimeEvent.class);
            ArchonEvent next = socket.await(StatsEvent.class);
            assertFalse(EventCodec.encode(next).length == 0);
            socket.await(UptimeEvent.class);
        }
    }

    /** A socket that has read the history and the state. */
    private PlainSocket caughtUp() throws Exception {
        PlainSocket socket = PlainSocket.authenticated(sim, "demo");
        socket.await(UptimeEvent.class);
        return socket;
    }
}

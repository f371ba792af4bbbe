package dev.archon.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.archon.protocol.event.ArchonEvent;
import dev.archon.protocol.event.AuthOkEvent;
import dev.archon.protocol.event.BackupProgressEvent;
import dev.archon.protocol.event.BackupState;
import dev.archon.protocol.event.BackupTask;
import dev.archon.protocol.event.FilesystemOperationState;
import dev.archon.protocol.event.FilesystemOpsEvent;
import dev.archon.protocol.event.InstallItem;
import dev.archon.protocol.event.InstallKey;
import dev.archon.protocol.event.InstallProgressEvent;
import dev.archon.protocol.event.InstallationResultEvent;
import dev.archon.protocol.event.Log4jEvent;
import dev.archon.protocol.event.LogEvent;
import dev.archon.protocol.event.NewModEvent;
import dev.archon.protocol.event.PowerState;
import dev.archon.protocol.event.PowerStateEvent;
import dev.archon.protocol.event.PowerVariant;
import dev.archon.protocol.event.StateEvent;
import dev.archon.protocol.event.UptimeEvent;
import dev.archon.simulator.junit.InjectSimulator;
import dev.archon.simulator.junit.SimulatedArchon;
import dev.archon.simulator.scenario.Action;
import dev.archon.simulator.scenario.BackupOutcome;
import dev.archon.simulator.scenario.EventStyle;
import dev.archon.simulator.scenario.ExtractionOutcome;
import dev.archon.simulator.scenario.InstallOutcome;
import dev.archon.simulator.scenario.Traffic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@SimulatedArchon(traffic = Traffic.SILENT, manualTime = true)
class OperationsTest {

    private static final Duration LONG_ENOUGH = Duration.ofMinutes(3);

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
    void aBackupIsMadeAndRestored() throws Exception {
        try (PlainSocket socket = caughtUp(sim)) {
            UUID id = server.createBackup();
            time.advance(LONG_ENOUGH);
            awaitBackup(socket, id, BackupTask.CREATE, BackupState.DONE);
            assertEquals(List.of(id), server.backups());

            server.restoreBackup(id);
            time.advance(LONG_ENOUGH);
            assertEquals(
                    PowerState.STOPPING, socket.await(PowerStateEvent.class).stateValue());
            assertEquals(PowerState.STOPPED, socket.await(PowerStateEvent.class).stateValue());
            awaitBackup(socket, id, BackupTask.RESTORE, BackupState.DONE);
            assertEquals(
                    PowerState.STARTING, socket.await(PowerStateEvent.class).stateValue());
        }
    }

    @ParameterizedTest
    @EnumSource(BackupOutcome.class)
    void aBackupEndsAsItWasToldTo(BackupOutcome outcome) throws Exception {
        try (PlainSocket socket = caughtUp(sim)) {
            UUID id = server.createBackup(outcome);
            time.advance(LONG_ENOUGH);

            awaitBackup(socket, id, BackupTask.CREATE, outcome.state());
            assertEquals(outcome == BackupOutcome.DONE, server.backups().contains(id));
        }
    }

    @Test
    void aBackupCanBeCancelledAndThenNotBeRestored() throws Exception {
        try (PlainSocket socket = caughtUp(sim)) {
            UUID id = server.createBackup();
            time.advance(Duration.ofSeconds(5));
            assertTrue(server.cancelBackup(id));

            awaitBackup(socket, id, BackupTask.CREATE, BackupState.CANCELLED);
            assertFalse(server.cancelBackup(id));
            assertThrows(IllegalArgumentException.class, () -> server.restoreBackup(id));
        }
    }

    @Test
    void theNewestBackupIsRestoredAndWithoutOneNothingHappens() throws Exception {
        try (PlainSocket socket = caughtUp(sim)) {
            server.perform(new Action.RestoreBackup(BackupOutcome.DONE));
            server.createBackup();
            UUID newest = server.createBackup();
            time.advance(LONG_ENOUGH);
            awaitBackup(socket, newest, BackupTask.CREATE, BackupState.DONE);

            server.perform(new Action.RestoreBackup(BackupOutcome.FAILED));
            server.perform(new Action.RestoreBackup(BackupOutcome.DONE));
            time.advance(LONG_ENOUGH);
            BackupProgressEvent first = socket.await(BackupProgressEvent.class);
            assertEquals(BackupTask.RESTORE, first.taskValue());
            assertEquals(newest.toString(), first.id());
            awaitBackup(socket, newest, BackupTask.RESTORE, BackupState.FAILED);
        }
    }

    @Test
    void aModIsInstalled() throws Exception {
        try (PlainSocket socket = caughtUp(sim)) {
            UUID id = server.installMod("AANobbMI", "mc1.21.4-0.6.0");
            time.advance(LONG_ENOUGH);

            InstallItem item = socket.await(InstallProgressEvent.class).items().get(0);
            assertEquals(Optional.of(id.toString()), item.id());
            assertEquals(
                    Optional.of("AANobbMI"),
                    assertInstanceOf(InstallKey.File.class, item.key()).projectId());
            assertEquals(new NewModEvent("AANobbMI", "mc1.21.4-0.6.0"), socket.await(NewModEvent.class));
            assertEquals(InstallationResultEvent.ok(), socket.await(InstallationResultEvent.class));
        }
    }

    @Test
    void aModPackFails() throws Exception {
        try (PlainSocket socket = caughtUp(sim)) {
            server.install(new InstallKey.ModrinthModpack("1KVo5zza", "6.0.0"), InstallOutcome.failed("disk full"));
            time.advance(LONG_ENOUGH);

            assertEquals(InstallationResultEvent.err("disk full"), socket.await(InstallationResultEvent.class));
        }
    }

    @ParameterizedTest
    @EnumSource(ExtractionOutcome.class)
    void anExtractionEndsAsItWasToldTo(ExtractionOutcome outcome) throws Exception {
        try (PlainSocket socket = caughtUp(sim)) {
            UUID id = server.extractArchive("world.zip", outcome);
            time.advance(LONG_ENOUGH);

            awaitExtraction(socket, id, FilesystemOperationState.QUEUED);
            awaitExtraction(socket, id, FilesystemOperationState.ONGOING);
            awaitExtraction(socket, id, outcome.state());
            assertTrue(server.dismissExtraction(id));
            socket.await(FilesystemOpsEvent.class, event -> event.all().isEmpty());
        }
    }

    @Test
    void anExtractionCanBeCancelled() throws Exception {
        try (PlainSocket socket = caughtUp(sim)) {
            UUID id = server.extractArchive("world.zip");
            assertTrue(server.cancelExtraction(id));

            awaitExtraction(socket, id, FilesystemOperationState.CANCELLED);
            assertFalse(server.cancelExtraction(id));
            try (PlainSocket late = caughtUp(sim)) {
                awaitExtraction(late, id, FilesystemOperationState.CANCELLED);
            }

            assertTrue(server.dismissExtraction(id));
            socket.await(FilesystemOpsEvent.class, event -> event.all().isEmpty());
            assertFalse(server.dismissExtraction(id));
        }
    }

    @Test
    void whoComesLateIsToldWhatIsUnderWay() throws Exception {
        UUID backup = server.createBackup();
        server.installMod("AANobbMI", "mc1.21.4-0.6.0");
        UUID extraction = server.extractArchive("world.zip");
        time.advance(Duration.ofSeconds(2));
        try (PlainSocket socket = PlainSocket.authenticated(sim, "demo")) {
            assertEquals(1, socket.await(InstallProgressEvent.class).items().size());
            socket.await(UptimeEvent.class);
            BackupProgressEvent progress = assertInstanceOf(BackupProgressEvent.class, socket.event());
            assertEquals(backup.toString(), progress.id());
            assertEquals(BackupState.ONGOING, progress.stateValue());
            assertEquals(
                    Optional.of(extraction.toString()),
                    assertInstanceOf(FilesystemOpsEvent.class, socket.event())
                            .all()
                            .get(0)
                            .id());
        }
    }

    @Test
    void inThePanelsStyleTheHistoryIsOfEntriesAndNoLineComesTwice() throws Exception {
        try (ArchonSimulator panel = ArchonSimulator.builder()
                        .time(time)
                        .traffic(Traffic.SILENT)
                        .events(EventStyle.PANEL)
                        .historyLines(3)
                        .start();
                PlainSocket socket = PlainSocket.authenticated(panel, "demo")) {
            for (int i = 0; i < 3; i++) {
                assertInstanceOf(Log4jEvent.class, socket.event());
            }
            assertInstanceOf(PowerStateEvent.class, socket.event());
            StateEvent state = assertInstanceOf(StateEvent.class, socket.event());
            assertEquals(PowerVariant.RUNNING, state.powerVariantValue());
            socket.await(UptimeEvent.class);
            assertEquals(3, panel.server("demo").logLinesSent());

            socket.command("stop");
            assertEquals(PowerVariant.STOPPING, socket.await(StateEvent.class).powerVariantValue());
            time.advance(LONG_ENOUGH);
            ArchonEvent stopped =
                    socket.await(StateEvent.class, event -> event.powerVariantValue() == PowerVariant.IDLE);
            assertEquals(0, ((StateEvent) stopped).exitCode().orElseThrow());
        }
    }

    @Test
    void anInstallProgressFollowsEveryAuthOkAlsoThatOfARenewal() throws Exception {
        try (PlainSocket socket = caughtUp(sim)) {
            socket.authenticate(RestCalls.credentials(sim, "demo").token().value());
            assertInstanceOf(AuthOkEvent.class, socket.event());
            assertEquals(
                    List.of(),
                    assertInstanceOf(InstallProgressEvent.class, socket.event()).items());
        }
    }

    @Test
    void theHistoryMayComeInOtherChunksThanTheLinesDid() throws Exception {
        try (ArchonSimulator chunks = ArchonSimulator.builder()
                        .time(time)
                        .traffic(Traffic.SILENT)
                        .historyLines(14)
                        .historyChunk(10)
                        .start();
                PlainSocket socket = PlainSocket.authenticated(chunks, "demo")) {
            List<Integer> lines = new ArrayList<>();
            for (int i = 0; i < 2; i++) {
                LogEvent log = assertInstanceOf(LogEvent.class, socket.event());
                lines.add((int) log.message().lines().count());
            }
            assertEquals(List.of(10, 4), lines);
            assertEquals(14, chunks.server("demo").logLinesSent());
        }
    }

    private static void awaitBackup(PlainSocket socket, UUID id, BackupTask task, BackupState state) throws Exception {
        socket.await(
                BackupProgressEvent.class,
                event -> event.id().equals(id.toString()) && event.taskValue() == task && event.stateValue() == state);
    }

    private static void awaitExtraction(PlainSocket socket, UUID id, FilesystemOperationState state) throws Exception {
        socket.await(
                FilesystemOpsEvent.class,
                event -> event.all().stream()
                        .anyMatch(operation ->
                                operation.id().equals(Optional.of(id.toString())) && operation.stateValue() == state));
    }

    /** A socket that has read the history and the state. */
    private static PlainSocket caughtUp(ArchonSimulator sim) throws Exception {
        PlainSocket socket = PlainSocket.authenticated(sim, "demo");
        socket.await(UptimeEvent.class);
        return socket;
    }
}

package dev.archon.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.archon.protocol.rest.Backup;
import dev.archon.protocol.rest.BackupOperationType;
import dev.archon.protocol.rest.BackupStatus;
import dev.archon.protocol.rest.ServerDetails;
import dev.archon.protocol.rest.ServerInfo;
import dev.archon.simulator.ArchonSimulator;
import dev.archon.simulator.ManualTime;
import dev.archon.simulator.SimulatorTime;
import dev.archon.simulator.junit.ArchonSimulatorExtension;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The client's calls beside the connection, answered by the simulator's model. */
class SimulatedApiTest extends ClientOfSimulator {

    private static final Duration LONG_ENOUGH = Duration.ofMinutes(3);

    private final ManualTime time = SimulatorTime.manual(Instant.parse("2026-11-01T12:00:00Z"));

    @RegisterExtension
    final ArchonSimulatorExtension simulators = ArchonSimulatorExtension.perTest(() -> ArchonSimulator.builder()
            .server("demo")
            .server("other")
            .apiToken(Clients.TOKEN)
            .time(time));

    @Test
    void theUsersServersInBothForms() throws Exception {
        assertEquals(
                List.of("demo", "other"),
                Clients.get(client.api().servers(10, 0)).servers().stream()
                        .map(ServerInfo::id)
                        .toList());
        assertEquals("other", Clients.get(client.api().server("other")).id());
        assertEquals(
                List.of("demo", "other"),
                Clients.get(client.api().serverDetails()).stream()
                        .map(ServerDetails::id)
                        .toList());
    }

    @Test
    void aBackupIsMadeRestoredCancelledRenamedAndDeleted() throws Exception {
        BackupsApi backups = client.api().backups("demo", world());
        String id = Clients.get(backups.create("mine"));
        time.advance(LONG_ENOUGH);
        Backup made = Clients.get(backups.list()).backup(id).orElseThrow();
        assertEquals(BackupStatus.DONE, made.statusValue());
        assertEquals(List.of(UUID.fromString(id)), simulator.server("demo").backups());

        Clients.get(backups.restore(id, "before"));
        long operation = Clients.get(backups.list())
                .activeOperations()
                .get(0)
                .operationId()
                .orElseThrow();
        Clients.get(backups.cancel(BackupOperationType.RESTORE, operation));
        Clients.get(backups.acknowledge(BackupOperationType.RESTORE, operation));
        Clients.get(backups.retry(id));
        Clients.get(backups.rename(id, "other"));
        assertEquals(
                "other",
                Clients.get(backups.list()).backup(id).orElseThrow().name().orElseThrow());
        Clients.get(backups.delete(id));
        assertEquals(List.of(), Clients.get(backups.list()).backups());
    }

    @Test
    void theNodesCalls() throws Exception {
        UUID operation = simulator.server("demo").extractArchive("/world.zip");
        Clients.get(client.api().clearConsole("demo"));
        Clients.get(client.api().cancelFileOperation("demo", operation.toString()));
        Clients.get(client.api().dismissFileOperation("demo", operation.toString()));
        assertFalse(simulator.server("demo").dismissExtraction(operation), "it was dismissed already");
    }

    private String world() throws Exception {
        return Clients.get(client.api().serverDetails("demo"))
                .activeWorld()
                .orElseThrow()
                .id();
    }
}

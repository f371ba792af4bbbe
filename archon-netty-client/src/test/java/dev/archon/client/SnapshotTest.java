package dev.archon.client;

import static dev.archon.client.Clients.LIMIT;
import static dev.archon.client.Clients.get;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.archon.protocol.event.BackupProgressEvent;
import dev.archon.protocol.event.BackupState;
import dev.archon.protocol.event.BackupTask;
import dev.archon.protocol.event.PowerState;
import dev.archon.protocol.event.UptimeEvent;
import dev.archon.simulator.junit.SimulatedArchon;
import dev.archon.simulator.scenario.Traffic;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

@SimulatedArchon(traffic = Traffic.SILENT)
class SnapshotTest extends ClientOfSimulator {

    @Test
    void nothingIsKnownBeforeTheServerHasSaidSomething() {
        assertTrue(server.snapshot().power().isEmpty());
        assertTrue(server.snapshot().isStale(Instant.now()));
    }

    @Test
    void thePowerStateAndTheFiguresAreKnownWithoutAnyHandler() throws Exception {
        get(server.connect());
        await().atMost(LIMIT).until(() -> server.snapshot().uptime().isPresent());
        assertEquals(
                PowerState.RUNNING,
                server.snapshot().power().orElseThrow().value().state());
        assertTrue(
                server.snapshot().stats().orElseThrow().value().ramTotalBytes().orElseThrow() > 0);
        simulated.emit(new UptimeEvent(123_456));
        await().atMost(LIMIT)
                .until(() -> server.snapshot().uptime().orElseThrow().value().toSeconds() == 123_456);
    }

    @Test
    void ofEachBackupTheNewestProgressIsKept() throws Exception {
        get(server.connect());
        simulated.emit(backup("one", 0.1));
        simulated.emit(backup("two", 0.2));
        simulated.emit(backup("one", 0.3));
        await().atMost(LIMIT).until(() -> backups().equals(List.of(backup("two", 0.2), backup("one", 0.3))));
    }

    @Test
    void onlySoManyBackupsAreKept() throws Exception {
        get(server.connect());
        for (int i = 0; i < 100; i++) {
            simulated.emit(backup("backup " + i, 1));
        }
        await().atMost(LIMIT).until(() -> backups().contains(backup("backup 99", 1)));
        assertEquals(ServerSnapshot.MAX_BACKUPS, server.snapshot().backups().size());
    }

    @Test
    void itOutlivesTheConnection() throws Exception {
        get(server.connect());
        await().atMost(LIMIT).until(() -> server.snapshot().power().isPresent());
        get(server.disconnect());
        assertTrue(server.snapshot().power().isPresent());
    }

    private List<BackupProgressEvent> backups() {
        return server.snapshot().backups().stream().map(Timestamped::value).toList();
    }

    private static BackupProgressEvent backup(String id, double progress) {
        return new BackupProgressEvent(id, BackupTask.CREATE, BackupState.ONGOING, progress);
    }
}

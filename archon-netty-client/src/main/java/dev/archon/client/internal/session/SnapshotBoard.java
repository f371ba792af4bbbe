package dev.archon.client.internal.session;

import dev.archon.client.ServerSnapshot;
import dev.archon.protocol.event.ArchonEvent;
import dev.archon.protocol.event.BackupProgressEvent;
import dev.archon.protocol.event.FilesystemOpsEvent;
import dev.archon.protocol.event.InstallProgressEvent;
import dev.archon.protocol.event.PowerStateEvent;
import dev.archon.protocol.event.StateEvent;
import dev.archon.protocol.event.StatsEvent;
import dev.archon.protocol.event.UptimeEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The newest of what a server says about itself. Written by the event loop, read by any thread. */
public final class SnapshotBoard {

    private Optional<PowerStateEvent> power = Optional.empty();
    private Optional<StateEvent> state = Optional.empty();
    private Optional<StatsEvent> stats = Optional.empty();
    private Optional<UptimeEvent> uptime = Optional.empty();
    private List<BackupProgressEvent> backups = List.of();
    private Optional<FilesystemOpsEvent> operations = Optional.empty();
    private Optional<InstallProgressEvent> installs = Optional.empty();
    private volatile ServerSnapshot snapshot = taken(Optional.empty());

    /** Makes an empty board. */
    public SnapshotBoard() {}

    /**
     * What is known.
     *
     * @return the snapshot at this moment
     */
    public ServerSnapshot snapshot() {
        return snapshot;
    }

    void show(ArchonEvent event, Instant now) {
        if (event instanceof StatsEvent newest) {
            stats = Optional.of(newest);
        } else if (event instanceof UptimeEvent newest) {
            uptime = Optional.of(newest);
        } else if (event instanceof PowerStateEvent newest) {
            power = Optional.of(newest);
        } else if (event instanceof StateEvent newest) {
            state = Optional.of(newest);
        } else if (event instanceof BackupProgressEvent newest) {
            backups = with(backups, newest);
        } else if (event instanceof FilesystemOpsEvent newest) {
            operations = Optional.of(newest);
        } else if (event instanceof InstallProgressEvent newest) {
            installs = Optional.of(newest);
        } else {
            return;
        }
        snapshot = taken(Optional.of(now));
    }

    private ServerSnapshot taken(Optional<Instant> at) {
        return new ServerSnapshot(power, state, stats, uptime, backups, operations, installs, at);
    }

    /** The newest progress of a task takes the place of the one before. */
    private static List<BackupProgressEvent> with(List<BackupProgressEvent> backups, BackupProgressEvent newest) {
        List<BackupProgressEvent> all = new ArrayList<>(backups);
        all.removeIf(each -> each.id().equals(newest.id()) && each.taskText().equals(newest.taskText()));
        all.add(newest);
        return all.size() > ServerSnapshot.MAX_BACKUPS ? all.subList(1, all.size()) : all;
    }
}

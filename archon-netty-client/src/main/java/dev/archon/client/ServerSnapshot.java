package dev.archon.client;

import dev.archon.protocol.event.BackupProgressEvent;
import dev.archon.protocol.event.FilesystemOpsEvent;
import dev.archon.protocol.event.InstallProgressEvent;
import dev.archon.protocol.event.PowerStateEvent;
import dev.archon.protocol.event.StateEvent;
import dev.archon.protocol.event.StatsEvent;
import dev.archon.protocol.event.UptimeEvent;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What a server last said about itself, so that a page that is opened late has something to show at once.
 *
 * <p>It is kept through reconnects; {@link #updatedAt()} tells how old it is. Each part is empty until the server has sent
 * it.
 *
 * @param power the power state
 * @param state the newer, fuller state
 * @param stats the use of resources
 * @param uptime how long the server has been up
 * @param backups the newest progress of each backup task, oldest first; the last {@value #MAX_BACKUPS}
 * @param operations the operations on files
 * @param installs the installs under way
 * @param updatedAt when the newest part was received
 */
public record ServerSnapshot(
        Optional<PowerStateEvent> power,
        Optional<StateEvent> state,
        Optional<StatsEvent> stats,
        Optional<UptimeEvent> uptime,
        List<BackupProgressEvent> backups,
        Optional<FilesystemOpsEvent> operations,
        Optional<InstallProgressEvent> installs,
        Optional<Instant> updatedAt) {

    /** How many backup tasks are kept. */
    public static final int MAX_BACKUPS = 32;

    /** Checks that nothing is {@code null}. */
    public ServerSnapshot {
        Objects.requireNonNull(power, "power");
        Objects.requireNonNull(state, "state");
        Objects.requireNonNull(stats, "stats");
        Objects.requireNonNull(uptime, "uptime");
        backups = List.copyOf(backups);
        Objects.requireNonNull(operations, "operations");
        Objects.requireNonNull(installs, "installs");
        Objects.requireNonNull(updatedAt, "updatedAt");
    }
}

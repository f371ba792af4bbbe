package dev.archon.client;

import dev.archon.protocol.event.BackupProgressEvent;
import dev.archon.protocol.event.FilesystemOpsEvent;
import dev.archon.protocol.event.InstallProgressEvent;
import dev.archon.protocol.event.ServerPower;
import dev.archon.protocol.event.StateEvent;
import dev.archon.protocol.event.StatsEvent;
import dev.archon.protocol.rest.Backup;
import dev.archon.protocol.rest.BackupQueue;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What a server last said about itself, so that a page that is opened late has something to show at once.
 *
 * <p>It is kept through reconnects; each part says when it was told. Each part is empty until the server has sent it.
 *
 * @param power the power state, out of {@code power-state} and {@code state}, whichever came last
 * @param state the newer, fuller state
 * @param stats the use of resources; see {@link #isStale}
 * @param uptime how long the server had been up when it told so, or zero at the time when it stopped or started; see {@link
 *     #uptime(Instant)}
 * @param backups the newest progress of each backup task, oldest first; the last {@value #MAX_BACKUPS}. Tasks that have
 *     ended leave the snapshot 10 minutes after they were last told of
 * @param operations the operations on files
 * @param installs the installs under way
 * @param backupQueues the lists of backups that {@link ArchonServer#backups} has fetched, by the ids of their worlds; of
 *     {@value #MAX_WORLDS} worlds at most
 */
public record ServerSnapshot(
        Optional<Timestamped<ServerPower>> power,
        Optional<Timestamped<StateEvent>> state,
        Optional<Timestamped<StatsEvent>> stats,
        Optional<Timestamped<Duration>> uptime,
        List<Timestamped<BackupProgressEvent>> backups,
        Optional<Timestamped<FilesystemOpsEvent>> operations,
        Optional<Timestamped<InstallProgressEvent>> installs,
        Map<String, Timestamped<BackupQueue>> backupQueues) {

    /** Of how many worlds the lists of backups are kept. */
    public static final int MAX_WORLDS = 16;

    /** How many backup tasks are kept. */
    public static final int MAX_BACKUPS = 32;

    /** How long backup tasks that have ended are kept. */
    public static final Duration ENDED_BACKUPS_KEPT = Duration.ofMinutes(10);

    /** How long figures are taken for the present ones. Servers send them every second or so. */
    public static final Duration STATS_GOOD_FOR = Duration.ofSeconds(5);

    /** Checks that nothing is {@code null}. */
    public ServerSnapshot {
        Objects.requireNonNull(power, "power");
        Objects.requireNonNull(state, "state");
        Objects.requireNonNull(stats, "stats");
        Objects.requireNonNull(uptime, "uptime");
        backups = List.copyOf(backups);
        Objects.requireNonNull(operations, "operations");
        Objects.requireNonNull(installs, "installs");
        backupQueues = Map.copyOf(backupQueues);
    }

    /**
     * Makes a snapshot without lists of backups.
     *
     * @param power the power state
     * @param state the newer, fuller state
     * @param stats the use of resources
     * @param uptime how long the server had been up
     * @param backups the newest progress of each backup task
     * @param operations the operations on files
     * @param installs the installs under way
     */
    public ServerSnapshot(
            Optional<Timestamped<ServerPower>> power,
            Optional<Timestamped<StateEvent>> state,
            Optional<Timestamped<StatsEvent>> stats,
            Optional<Timestamped<Duration>> uptime,
            List<Timestamped<BackupProgressEvent>> backups,
            Optional<Timestamped<FilesystemOpsEvent>> operations,
            Optional<Timestamped<InstallProgressEvent>> installs) {
        this(power, state, stats, uptime, backups, operations, installs, Map.of());
    }

    /**
     * The backups that are known, by lists and by events, each with all that is known of it.
     *
     * @return the backups by their ids: those of the lists first, in the order of the lists, then those that only events
     *     have named
     */
    public Map<String, BackupView> backupsById() {
        Map<String, Optional<Backup>> known = new LinkedHashMap<>();
        backupQueues
                .values()
                .forEach(queue ->
                        queue.value().backups().forEach(backup -> known.put(backup.id(), Optional.of(backup))));
        backups.forEach(task -> known.putIfAbsent(task.value().id(), Optional.empty()));
        Map<String, BackupView> views = new LinkedHashMap<>();
        known.forEach((id, backup) -> views.put(
                id,
                new BackupView(
                        id,
                        backup,
                        backups.stream()
                                .filter(task -> task.value().id().equals(id))
                                .toList())));
        return Collections.unmodifiableMap(views);
    }

    /**
     * How long the server has been up: what it told, and the time since then.
     *
     * @param now the present time
     * @return zero if the server is stopped or has crashed; empty if it has not told
     */
    public Optional<Duration> uptime(Instant now) {
        if (power.isPresent() && power.get().value().off()) {
            return Optional.of(Duration.ZERO);
        }
        return uptime.map(told -> told.value().plus(told.age(now)));
    }

    /**
     * Whether the figures do not say any more what the server uses at present: the server has stopped sending them, or there
     * is no connection. Modrinth's panel then shows zero.
     *
     * @param now the present time
     * @return whether {@link #stats()} is 5 s old or older, or empty
     */
    public boolean isStale(Instant now) {
        return stats.map(told -> told.age(now).compareTo(STATS_GOOD_FOR) >= 0).orElse(true);
    }
}

package dev.archon.client.internal.session;

import dev.archon.client.ServerSnapshot;
import dev.archon.client.Timestamped;
import dev.archon.protocol.event.ArchonEvent;
import dev.archon.protocol.event.BackupProgressEvent;
import dev.archon.protocol.event.FilesystemOpsEvent;
import dev.archon.protocol.event.InstallProgressEvent;
import dev.archon.protocol.event.PowerStateEvent;
import dev.archon.protocol.event.ServerPower;
import dev.archon.protocol.event.StateEvent;
import dev.archon.protocol.event.StatsEvent;
import dev.archon.protocol.event.UptimeEvent;
import dev.archon.protocol.rest.BackupQueue;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Holds the newest state that a server has sent. Written by the event loop, read by any thread. */
public final class SnapshotBoard {

    /** A thousand years in seconds: no uptime is longer, and a larger duration could overflow. */
    private static final long MOST_UPTIME = 31_536_000_000L;

    private static final ServerSnapshot NOTHING_TOLD = new ServerSnapshot(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            List.of(),
            Optional.empty(),
            Optional.empty());

    private final InstantSource clock;
    private Optional<Timestamped<ServerPower>> power = Optional.empty();
    private Optional<Timestamped<StateEvent>> state = Optional.empty();
    private Optional<Timestamped<StatsEvent>> stats = Optional.empty();
    private Optional<Timestamped<Duration>> uptime = Optional.empty();
    private List<Timestamped<BackupProgressEvent>> backups = List.of();
    private Optional<Timestamped<FilesystemOpsEvent>> operations = Optional.empty();
    private Optional<Timestamped<InstallProgressEvent>> installs = Optional.empty();
    private volatile ServerSnapshot snapshot = NOTHING_TOLD;

    /** Not in the snapshots above: they come by REST, on any thread. */
    private volatile Map<String, Timestamped<BackupQueue>> backupQueues = Map.of();

    /**
     * Makes an empty board.
     *
     * @param clock supplies the time at which the snapshot is read
     */
    public SnapshotBoard(InstantSource clock) {
        this.clock = clock;
    }

    /**
     * The newest state.
     *
     * @return the snapshot at this moment
     */
    public ServerSnapshot snapshot() {
        ServerSnapshot newest = snapshot;
        Instant now = clock.instant();
        Map<String, Timestamped<BackupQueue>> queues = backupQueues;
        if (queues.isEmpty() && newest.backups().stream().noneMatch(told -> isOver(told, now))) {
            return newest;
        }
        return new ServerSnapshot(
                newest.power(),
                newest.state(),
                newest.stats(),
                newest.uptime(),
                newest.backups().stream().filter(told -> !isOver(told, now)).toList(),
                newest.operations(),
                newest.installs(),
                queues);
    }

    /**
     * A list of backups was fetched. May be called by any thread.
     *
     * @param worldId the world
     * @param queue its backups
     */
    public void backupsListed(String worldId, BackupQueue queue) {
        synchronized (this) {
            Map<String, Timestamped<BackupQueue>> all = new LinkedHashMap<>(backupQueues);
            all.remove(worldId);
            if (all.size() >= ServerSnapshot.MAX_WORLDS) {
                all.remove(all.keySet().iterator().next());
            }
            all.put(worldId, new Timestamped<>(queue, clock.instant()));
            backupQueues = Collections.unmodifiableMap(all);
        }
    }

    void show(ArchonEvent event, Instant now) {
        if (event instanceof StatsEvent newest) {
            stats = Optional.of(new Timestamped<>(newest, now));
        } else if (event instanceof UptimeEvent newest) {
            uptime(newest.uptime(), now);
        } else if (event instanceof PowerStateEvent newest) {
            power(ServerPower.of(newest), now);
        } else if (event instanceof StateEvent newest) {
            state = Optional.of(new Timestamped<>(newest, now));
            power(ServerPower.of(newest), now);
            newest.uptime().ifPresent(seconds -> uptime(seconds, now));
        } else if (event instanceof BackupProgressEvent newest) {
            backups = with(newest, now);
        } else if (event instanceof FilesystemOpsEvent newest) {
            operations = Optional.of(new Timestamped<>(newest, now));
        } else if (event instanceof InstallProgressEvent newest) {
            installs = Optional.of(new Timestamped<>(newest, now));
        } else {
            return;
        }
        snapshot = taken();
    }

    private void uptime(long seconds, Instant now) {
        Duration told = Duration.ofSeconds(Math.max(0, Math.min(MOST_UPTIME, seconds)));
        uptime = Optional.of(new Timestamped<>(told, now));
    }

    private void power(ServerPower newest, Instant now) {
        boolean wasOff = power.map(told -> told.value().off()).orElse(false);
        boolean isZero = uptime.map(told -> told.value().isZero()).orElse(false);
        // An uptime that the server has sent since it stopped belongs to the process that starts now.
        if (newest.off() ? !wasOff : wasOff && isZero) {
            uptime = Optional.of(new Timestamped<>(Duration.ZERO, now));
        }
        power = Optional.of(new Timestamped<>(newest, now));
    }

    private ServerSnapshot taken() {
        return new ServerSnapshot(power, state, stats, uptime, backups, operations, installs);
    }

    /** The newest progress of a task replaces the one before. */
    private List<Timestamped<BackupProgressEvent>> with(BackupProgressEvent newest, Instant now) {
        List<Timestamped<BackupProgressEvent>> all = new ArrayList<>(backups);
        all.removeIf(told -> isOver(told, now) || isSameTask(told.value(), newest));
        all.add(new Timestamped<>(newest, now));
        if (all.size() > ServerSnapshot.MAX_BACKUPS) {
            // A task that has ended is removed before one that is under way.
            int leaves = 0;
            while (leaves < all.size() && !all.get(leaves).value().stateValue().isFinal()) {
                leaves++;
            }
            all.remove(leaves < all.size() - 1 ? leaves : 0);
        }
        return List.copyOf(all);
    }

    private static boolean isSameTask(BackupProgressEvent one, BackupProgressEvent other) {
        return one.id().equals(other.id()) && one.task().equals(other.task());
    }

    private static boolean isOver(Timestamped<BackupProgressEvent> told, Instant now) {
        return told.value().stateValue().isFinal() && told.age(now).compareTo(ServerSnapshot.ENDED_BACKUPS_KEPT) >= 0;
    }
}

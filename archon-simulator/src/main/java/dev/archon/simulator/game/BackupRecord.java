package dev.archon.simulator.game;

import dev.archon.protocol.event.BackupState;
import dev.archon.protocol.event.BackupTask;
import dev.archon.protocol.rest.Backup;
import dev.archon.protocol.rest.BackupStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** One backup in the list: its name, and the operations on it. */
final class BackupRecord {

    /** The bound of the history, for backups that are restored again and again. */
    private static final int MOST_RUNS = 50;

    private final UUID id;
    private final Instant createdAt;
    private final List<BackupRun> history = new ArrayList<>();
    private String name;
    private boolean complete;

    BackupRecord(UUID id, String name, Instant createdAt) {
        this.id = id;
        this.name = name;
        this.createdAt = createdAt;
    }

    UUID id() {
        return id;
    }

    boolean isComplete() {
        return complete;
    }

    /** Whether no operation on it is under way or waits. */
    boolean isIdle() {
        return history.stream().allMatch(BackupRun::hasEnded);
    }

    void rename(String changed) {
        name = changed;
    }

    void add(BackupRun run) {
        history.add(run);
        if (history.size() > MOST_RUNS) {
            history.remove(0);
        }
    }

    void ended(BackupRun run) {
        if (run.state() == BackupState.DONE) {
            complete = true;
        }
    }

    Optional<BackupRun> last() {
        return history.isEmpty() ? Optional.empty() : Optional.of(history.get(history.size() - 1));
    }

    Optional<BackupRun> run(BackupTask task, long number) {
        return history.stream().filter(run -> run.is(task, number)).findFirst();
    }

    Backup shown() {
        return new Backup(
                id.toString(),
                Optional.of(name),
                Optional.of(createdAt.toString()),
                Optional.of(status().text()),
                Optional.of(false),
                Optional.of(false),
                history.stream().map(BackupRun::shown).toList());
    }

    private BackupStatus status() {
        if (complete) {
            return BackupStatus.DONE;
        }
        BackupState state = last().map(BackupRun::state).orElse(BackupState.UNKNOWN);
        return switch (state) {
            case PENDING -> BackupStatus.PENDING;
            case ONGOING -> BackupStatus.IN_PROGRESS;
            default -> BackupStatus.ERROR;
        };
    }
}

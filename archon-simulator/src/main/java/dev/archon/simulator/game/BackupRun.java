package dev.archon.simulator.game;

import dev.archon.protocol.event.BackupProgressEvent;
import dev.archon.protocol.event.BackupState;
import dev.archon.protocol.event.BackupTask;
import dev.archon.protocol.rest.BackupOperation;
import dev.archon.protocol.rest.BackupOperationState;
import dev.archon.protocol.rest.BackupOperationType;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;

/** One creation or one restore of a backup: how far it is, as the socket and the list of backups both show it. */
final class BackupRun {

    private final UUID backup;
    private final BackupTask task;
    private final long number;
    private final Instant scheduled;
    private BackupState state = BackupState.PENDING;
    private double progress;
    private Optional<Instant> started = Optional.empty();
    private Optional<Instant> finished = Optional.empty();
    private boolean acknowledged;

    BackupRun(UUID backup, BackupTask task, long number, Instant scheduled) {
        this.backup = backup;
        this.task = task;
        this.number = number;
        this.scheduled = scheduled;
    }

    UUID backup() {
        return backup;
    }

    BackupTask task() {
        return task;
    }

    BackupState state() {
        return state;
    }

    boolean is(BackupTask wantedTask, long wantedNumber) {
        return task == wantedTask && number == wantedNumber;
    }

    boolean hasEnded() {
        return finished.isPresent();
    }

    void begin(Instant now) {
        state = BackupState.ONGOING;
        started = Optional.of(now);
    }

    void reached(double done) {
        progress = done;
    }

    void end(BackupState how, Instant now) {
        state = how;
        finished = Optional.of(now);
        if (how == BackupState.DONE) {
            progress = 1;
        }
    }

    void acknowledge() {
        acknowledged = true;
    }

    BackupProgressEvent event() {
        return new BackupProgressEvent(
                backup.toString(), task.text(), state.text(), progress, millis(started), millis(finished));
    }

    BackupOperation shown() {
        BackupOperationState shownState = shownState();
        return new BackupOperation(
                Optional.of(backup.toString()),
                Optional.of(
                        (task == BackupTask.RESTORE ? BackupOperationType.RESTORE : BackupOperationType.CREATE).text()),
                OptionalLong.of(number),
                Optional.of(false),
                Optional.of(scheduled.toString()),
                started.map(Instant::toString),
                Optional.of(false),
                Optional.empty(),
                Optional.of(shownState.text()),
                finished.map(Instant::toString),
                shownState == BackupOperationState.FAILED ? Optional.of(error()) : Optional.empty(),
                Optional.of(shownState == BackupOperationState.FAILED && !acknowledged));
    }

    ModelChange change() {
        return new ModelChange.BackupOperationChanged(backup, task, number, shownState());
    }

    private BackupOperationState shownState() {
        return switch (state) {
            case PENDING -> BackupOperationState.PENDING;
            case ONGOING -> BackupOperationState.ONGOING;
            case DONE, READY -> BackupOperationState.COMPLETED;
            case CANCELLED -> BackupOperationState.CANCELLED;
            case FAILED, DAMAGED, UNCHANGED, UNKNOWN -> BackupOperationState.FAILED;
        };
    }

    private String error() {
        return switch (state) {
            case DAMAGED -> "the backup is damaged";
            case UNCHANGED -> "nothing has changed since the last backup";
            default -> task == BackupTask.RESTORE ? "the backup could not be restored" : "the backup could not be made";
        };
    }

    private static OptionalLong millis(Optional<Instant> time) {
        return time.isPresent() ? OptionalLong.of(time.get().toEpochMilli()) : OptionalLong.empty();
    }
}

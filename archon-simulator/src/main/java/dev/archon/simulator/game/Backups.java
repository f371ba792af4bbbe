package dev.archon.simulator.game;

import dev.archon.protocol.event.ArchonEvent;
import dev.archon.protocol.event.BackupState;
import dev.archon.protocol.event.BackupTask;
import dev.archon.protocol.rest.Backup;
import dev.archon.protocol.rest.BackupOperation;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/** The backups of a server, created and restored one after the other. A restore stops the server first. */
public final class Backups {

    /** The bound of the list, for clients that never delete any. */
    private static final int MOST_KEPT = 500;

    private final VirtualScheduler scheduler;
    private final Random random;
    private final BackupJobs jobs;

    /** The backups that have not been deleted, oldest first. */
    private final Map<UUID, BackupRecord> records = new LinkedHashMap<>();

    private Consumer<ModelChange> changes = change -> {};

    /**
     * Creates the backups of a server that has none yet.
     *
     * @param scheduler the virtual time
     * @param random the source of ids, durations and the moments of failures
     * @param maintenance stops the server for restores
     * @param storageBytes supplies the number of bytes to save
     * @param out receives the events
     */
    Backups(
            VirtualScheduler scheduler,
            Random random,
            Maintenance maintenance,
            LongSupplier storageBytes,
            Consumer<ArchonEvent> out) {
        this.scheduler = scheduler;
        this.random = random;
        this.jobs = new BackupJobs(scheduler, random, maintenance, storageBytes, out, change -> changes.accept(change));
    }

    /** Sets the listener for every change in the list. */
    void onChange(Consumer<ModelChange> listener) {
        changes = listener;
    }

    /**
     * Creates a backup.
     *
     * @param end how it ends, neither {@code PENDING} nor {@code ONGOING}; it is complete only if {@code DONE}
     * @return the backup's id
     */
    public UUID create(BackupState end) {
        return create("Backup " + (jobs.operations() + 1), end);
    }

    /**
     * Creates a backup with a name.
     *
     * @param name the name that the list shows
     * @param end how it ends, neither {@code PENDING} nor {@code ONGOING}; it is complete only if {@code DONE}
     * @return the backup's id
     */
    public UUID create(String name, BackupState end) {
        UUID id = RandomIds.uuid(random);
        forgetOldest();
        records.put(id, new BackupRecord(id, name, scheduler.now()));
        changes.accept(new ModelChange.BackupCreated(id));
        jobs.add(record(id), BackupTask.CREATE, end);
        return id;
    }

    private void forgetOldest() {
        if (records.size() >= MOST_KEPT) {
            BackupRecord oldest = records.values().stream()
                    .filter(BackupRecord::isIdle)
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException(MOST_KEPT + " backups wait already"));
            delete(oldest.id());
        }
    }

    /**
     * Restores a backup. A running server is stopped before, and started again afterwards.
     *
     * @param id a backup's id
     * @param end how the restore ends, neither {@code PENDING} nor {@code ONGOING}
     * @throws IllegalArgumentException if there is no such backup, or if it is not complete
     * @throws IllegalStateException if it is being restored already, or waits to be
     */
    public void restore(UUID id, BackupState end) {
        BackupRecord backup = records.get(id);
        if (backup == null || !backup.isComplete()) {
            List<UUID> complete = complete();
            throw new IllegalArgumentException("no complete backup " + id + "; "
                    + (complete.isEmpty() ? "there is none" : "there are " + complete));
        }
        if (jobs.contains(id)) {
            throw new IllegalStateException("backup " + id + " is being restored already; cancel that first");
        }
        jobs.add(backup, BackupTask.RESTORE, end);
    }

    /**
     * Repeats the last operation on a backup, which did not succeed: its creation or its restore.
     *
     * @param id the id of one of {@link #all()}
     * @throws IllegalArgumentException if there is no such backup
     * @throws IllegalStateException if the last operation succeeded or has not ended
     */
    public void retry(UUID id) {
        BackupRecord backup = record(id);
        BackupRun last = backup.last()
                .filter(run -> run.hasEnded() && run.state() != BackupState.DONE)
                .orElseThrow(() -> new IllegalStateException("backup " + id + " has no operation that failed last"));
        jobs.add(backup, last.task(), BackupState.DONE);
    }

    /**
     * Changes the name of a backup.
     *
     * @param id the id of one of {@link #all()}
     * @param name the new name
     * @throws IllegalArgumentException if there is no such backup
     */
    public void rename(UUID id, String name) {
        record(id).rename(name);
        changes.accept(new ModelChange.BackupRenamed(id, name));
    }

    /**
     * Deletes a backup. An operation on it is cancelled before.
     *
     * @param id the backup's id
     * @return whether there was such a backup
     */
    public boolean delete(UUID id) {
        if (!records.containsKey(id)) {
            return false;
        }
        cancel(id);
        records.remove(id);
        changes.accept(new ModelChange.BackupDeleted(id));
        return true;
    }

    /**
     * Restores the newest backup, if there is one and it is not being restored.
     *
     * @param end how the restore ends, neither {@code PENDING} nor {@code ONGOING}
     */
    public void restoreNewest(BackupState end) {
        complete().stream()
                .reduce((older, newer) -> newer)
                .filter(newest -> !jobs.contains(newest))
                .ifPresent(newest -> restore(newest, end));
    }

    /**
     * Cancels the creation or restore of a backup, whether it is under way or waits.
     *
     * @param id the backup's id
     * @return whether there was anything to cancel
     */
    public boolean cancel(UUID id) {
        return jobs.cancel(id);
    }

    /**
     * Cancels an operation, whether it is under way or waits.
     *
     * @param task {@code CREATE} or {@code RESTORE}
     * @param number the operation's id
     * @return whether there was anything to cancel
     */
    public boolean cancel(BackupTask task, long number) {
        return jobs.cancel(task, number);
    }

    /**
     * Marks an operation that has ended as seen by the user.
     *
     * @param task {@code CREATE} or {@code RESTORE}
     * @param number the operation's id
     * @return whether there is such an operation
     */
    public boolean acknowledge(BackupTask task, long number) {
        Optional<BackupRun> found = records.values().stream()
                .flatMap(backup -> backup.run(task, number).stream())
                .filter(BackupRun::hasEnded)
                .findFirst();
        found.ifPresent(BackupRun::acknowledge);
        return found.isPresent();
    }

    /**
     * Returns every backup that has not been deleted, with its operations.
     *
     * @return the backups, oldest first, at most 500
     */
    public List<Backup> all() {
        return records.values().stream().map(BackupRecord::shown).toList();
    }

    /**
     * Returns the operations that are under way or wait.
     *
     * @return the operations in the order in which they are carried out
     */
    public List<BackupOperation> active() {
        return jobs.active();
    }

    /**
     * Returns the backups that can be restored.
     *
     * @return their ids, oldest first
     */
    public List<UUID> complete() {
        return records.values().stream()
                .filter(BackupRecord::isComplete)
                .map(BackupRecord::id)
                .toList();
    }

    /** The progress of everything that has not ended, for a client that has just connected. */
    List<ArchonEvent> snapshot() {
        return jobs.snapshot();
    }

    private BackupRecord record(UUID id) {
        BackupRecord found = records.get(id);
        if (found == null) {
            throw new IllegalArgumentException(
                    "no backup " + id + "; " + (records.isEmpty() ? "there is none" : "there are " + records.keySet()));
        }
        return found;
    }
}

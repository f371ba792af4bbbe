package dev.archon.simulator.game;

import dev.archon.protocol.event.ArchonEvent;
import dev.archon.protocol.event.BackupState;
import dev.archon.protocol.event.BackupTask;
import dev.archon.protocol.rest.Backup;
import dev.archon.protocol.rest.BackupOperation;
import java.time.Duration;
import java.util.ArrayList;
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

    private static final Duration INTERVAL = Duration.ofSeconds(1);
    private static final long BYTES_A_SECOND = 400L << 20;

    /** The bound of the list, for clients that never delete any. */
    private static final int MOST_KEPT = 500;

    private final VirtualScheduler scheduler;
    private final Random random;
    private final Maintenance maintenance;
    private final LongSupplier storageBytes;
    private final Consumer<ArchonEvent> out;

    /** The backups that have not been deleted, oldest first. */
    private final Map<UUID, BackupRecord> records = new LinkedHashMap<>();

    private Consumer<ModelChange> changes = change -> {};
    private long operations;

    /** The job that is under way first, then those that wait. */
    private final List<Job> jobs = new ArrayList<>();

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
        this.maintenance = maintenance;
        this.storageBytes = storageBytes;
        this.out = out;
    }

    /** Sets what is told of every change in the list. */
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
        return create("Backup " + (operations + 1), end);
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
        add(id, BackupTask.CREATE, end);
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
        if (job(id).isPresent()) {
            throw new IllegalStateException("backup " + id + " is being restored already; cancel that first");
        }
        add(id, BackupTask.RESTORE, end);
    }

    /**
     * Does again what was done last with a backup and did not succeed: its creation or its restore.
     *
     * @param id the id of one of {@link #all()}
     * @throws IllegalArgumentException if there is no such backup
     * @throws IllegalStateException if the last operation succeeded or has not ended
     */
    public void retry(UUID id) {
        BackupRun last = record(id)
                .last()
                .filter(run -> run.hasEnded() && run.state() != BackupState.DONE)
                .orElseThrow(() -> new IllegalStateException("backup " + id + " has no operation that failed last"));
        add(id, last.task(), BackupState.DONE);
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
     * Deletes a backup. What is being done with it is cancelled before.
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
                .filter(newest -> job(newest).isEmpty())
                .ifPresent(newest -> restore(newest, end));
    }

    /**
     * Cancels the creation or restore of a backup, whether it is under way or waits.
     *
     * @param id the backup's id
     * @return whether there was anything to cancel
     */
    public boolean cancel(UUID id) {
        Optional<Job> found = job(id);
        found.ifPresent(job -> job.end(BackupState.CANCELLED));
        return found.isPresent();
    }

    /**
     * Cancels an operation, whether it is under way or waits.
     *
     * @param task {@code CREATE} or {@code RESTORE}
     * @param number the operation's id
     * @return whether there was anything to cancel
     */
    public boolean cancel(BackupTask task, long number) {
        Optional<Job> found =
                jobs.stream().filter(job -> job.run.is(task, number)).findFirst();
        found.ifPresent(job -> job.end(BackupState.CANCELLED));
        return found.isPresent();
    }

    /**
     * Marks an operation that has ended as seen by the user, who is not asked about it again.
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
     * Returns every backup that has not been deleted, with what was done with it.
     *
     * @return the backups, oldest first, at most 500
     */
    public List<Backup> all() {
        return records.values().stream().map(BackupRecord::shown).toList();
    }

    /**
     * Returns what is being done with backups, and what waits.
     *
     * @return the operations in the order in which they are carried out
     */
    public List<BackupOperation> active() {
        return jobs.stream().map(job -> job.run.shown()).toList();
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
        return jobs.stream().<ArchonEvent>map(job -> job.run.event()).toList();
    }

    private BackupRecord record(UUID id) {
        BackupRecord found = records.get(id);
        if (found == null) {
            throw new IllegalArgumentException(
                    "no backup " + id + "; " + (records.isEmpty() ? "there is none" : "there are " + records.keySet()));
        }
        return found;
    }

    private Optional<Job> job(UUID id) {
        return jobs.stream().filter(job -> job.run.backup().equals(id)).findFirst();
    }

    private void add(UUID id, BackupTask task, BackupState end) {
        BackupRecord backup = record(id);
        BackupRun run = new BackupRun(id, task, ++operations, scheduler.now());
        backup.add(run);
        Job job = new Job(backup, run, end);
        jobs.add(job);
        job.tell();
        changes.accept(run.change());
        if (jobs.size() == 1) {
            takeUp(job);
        }
    }

    private void takeUp(Job job) {
        scheduler.after(Duration.ofMillis(500 + random.nextInt(1000)), job::begin);
    }

    private Duration length() {
        double seconds = (double) storageBytes.getAsLong() / BYTES_A_SECOND;
        return Duration.ofMillis((long) (1000 * (5 + seconds * (0.7 + random.nextDouble() * 0.6))));
    }

    private double progressAtTheEnd(BackupState end) {
        return switch (end) {
            case DONE, READY -> 1;
            case UNCHANGED -> 0.001;
            case FAILED, DAMAGED, CANCELLED, PENDING, ONGOING, UNKNOWN -> 0.1 + random.nextDouble() * 0.8;
        };
    }

    /** The creation or restore of a backup, until it ends. */
    private final class Job {

        private final BackupRecord backup;
        private final BackupRun run;
        private final BackupState wanted;
        private Optional<SimulatedWork> simulation = Optional.empty();
        private Optional<Maintenance.Claim> claim = Optional.empty();

        private Job(BackupRecord backup, BackupRun run, BackupState wanted) {
            this.backup = backup;
            this.run = run;
            this.wanted = wanted;
        }

        private void begin() {
            if (run.hasEnded()) {
                return;
            }
            if (run.task() == BackupTask.RESTORE) {
                claim = Optional.of(maintenance.claim(this::work));
            } else {
                work();
            }
        }

        private void work() {
            run.begin(scheduler.now());
            changes.accept(run.change());
            SimulatedWork work = new SimulatedWork(
                    scheduler, random, length(), INTERVAL, progressAtTheEnd(wanted), this::reached, () -> end(wanted));
            simulation = Optional.of(work);
            work.start();
        }

        private void reached(double done) {
            run.reached(done);
            tell();
        }

        private void end(BackupState how) {
            boolean wasFirst = jobs.indexOf(this) == 0;
            jobs.remove(this);
            simulation.ifPresent(SimulatedWork::cancel);
            run.end(how, scheduler.now());
            backup.ended(run);
            tell();
            changes.accept(run.change());
            claim.ifPresent(Maintenance.Claim::release);
            if (wasFirst && !jobs.isEmpty()) {
                takeUp(jobs.get(0));
            }
        }

        private void tell() {
            out.accept(run.event());
        }
    }
}

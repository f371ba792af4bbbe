package dev.archon.simulator.game;

import dev.archon.protocol.event.ArchonEvent;
import dev.archon.protocol.event.BackupState;
import dev.archon.protocol.event.BackupTask;
import dev.archon.protocol.rest.BackupOperation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Predicate;

/** Creates and restores backups one after the other, each over simulated time. */
final class BackupJobs {

    private static final Duration INTERVAL = Duration.ofSeconds(1);
    private static final long BYTES_A_SECOND = 400L << 20;

    private final VirtualScheduler scheduler;
    private final Random random;
    private final Maintenance maintenance;
    private final LongSupplier storageBytes;
    private final Consumer<ArchonEvent> out;
    private final Consumer<ModelChange> changes;

    /** The job that is under way first, then those that wait. */
    private final List<Job> jobs = new ArrayList<>();

    private long operations;

    /**
     * Creates the jobs of a server without any.
     *
     * @param scheduler the virtual time
     * @param random the source of durations and the moments of failures
     * @param maintenance stops the server for restores
     * @param storageBytes supplies the number of bytes to save
     * @param out receives the events
     * @param changes receives every change of an operation
     */
    BackupJobs(
            VirtualScheduler scheduler,
            Random random,
            Maintenance maintenance,
            LongSupplier storageBytes,
            Consumer<ArchonEvent> out,
            Consumer<ModelChange> changes) {
        this.scheduler = scheduler;
        this.random = random;
        this.maintenance = maintenance;
        this.storageBytes = storageBytes;
        this.out = out;
        this.changes = changes;
    }

    /** The number of operations that have been added so far. */
    long operations() {
        return operations;
    }

    /**
     * Adds an operation behind those that wait.
     *
     * @param backup the backup that is created or restored
     * @param task {@code CREATE} or {@code RESTORE}
     * @param end how it ends
     */
    void add(BackupRecord backup, BackupTask task, BackupState end) {
        BackupRun run = new BackupRun(backup.id(), task, ++operations, scheduler.now());
        backup.add(run);
        Job job = new Job(backup, run, end);
        jobs.add(job);
        job.tell();
        changes.accept(run.change());
        if (jobs.size() == 1) {
            takeUp(job);
        }
    }

    /** Whether an operation on a backup is under way or waits. */
    boolean contains(UUID backup) {
        return jobs.stream().anyMatch(job -> job.run.backup().equals(backup));
    }

    /** Cancels the operation on a backup. Returns false if there is none. */
    boolean cancel(UUID backup) {
        return cancel(run -> run.backup().equals(backup));
    }

    /** Cancels an operation. Returns false if it neither is under way nor waits. */
    boolean cancel(BackupTask task, long number) {
        return cancel(run -> run.is(task, number));
    }

    private boolean cancel(Predicate<BackupRun> which) {
        Optional<Job> found = jobs.stream().filter(job -> which.test(job.run)).findFirst();
        found.ifPresent(job -> job.end(BackupState.CANCELLED));
        return found.isPresent();
    }

    /** The operations in the order in which they are carried out. */
    List<BackupOperation> active() {
        return jobs.stream().map(job -> job.run.shown()).toList();
    }

    /** The progress of every operation that has not ended. */
    List<ArchonEvent> snapshot() {
        return jobs.stream().<ArchonEvent>map(job -> job.run.event()).toList();
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

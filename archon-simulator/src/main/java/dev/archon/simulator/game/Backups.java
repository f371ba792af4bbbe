package dev.archon.simulator.game;

import dev.archon.protocol.event.ArchonEvent;
import dev.archon.protocol.event.BackupProgressEvent;
import dev.archon.protocol.event.BackupState;
import dev.archon.protocol.event.BackupTask;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/** The backups of a server, created and restored one after the other. A restore stops the server first. */
public final class Backups {

    private static final Duration INTERVAL = Duration.ofSeconds(1);
    private static final long BYTES_A_SECOND = 400L << 20;

    private final VirtualScheduler scheduler;
    private final Random random;
    private final Maintenance maintenance;
    private final LongSupplier storageBytes;
    private final Consumer<ArchonEvent> out;

    private final Set<UUID> complete = new LinkedHashSet<>();

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

    /**
     * Creates a backup.
     *
     * @param end how it ends, neither {@code PENDING} nor {@code ONGOING}; it is complete only if {@code DONE}
     * @return the backup's id
     */
    public UUID create(BackupState end) {
        UUID id = RandomIds.uuid(random);
        add(new Job(id, BackupTask.CREATE, end));
        return id;
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
        if (!complete.contains(id)) {
            throw new IllegalArgumentException("no complete backup " + id + "; "
                    + (complete.isEmpty() ? "there is none" : "there are " + complete));
        }
        if (job(id).isPresent()) {
            throw new IllegalStateException("backup " + id + " is being restored already; cancel that first");
        }
        add(new Job(id, BackupTask.RESTORE, end));
    }

    /**
     * Restores the newest backup, if there is one and it is not being restored.
     *
     * @param end how the restore ends, neither {@code PENDING} nor {@code ONGOING}
     */
    public void restoreNewest(BackupState end) {
        complete.stream()
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
     * Returns the backups that can be restored.
     *
     * @return their ids, oldest first
     */
    public List<UUID> complete() {
        return List.copyOf(complete);
    }

    /** The progress of everything that has not ended, for a client that has just connected. */
    List<ArchonEvent> snapshot() {
        return jobs.stream().<ArchonEvent>map(Job::event).toList();
    }

    private Optional<Job> job(UUID id) {
        return jobs.stream().filter(job -> job.id.equals(id)).findFirst();
    }

    private void add(Job job) {
        jobs.add(job);
        job.tell();
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

    /** The creation or restore of a backup. */
    private final class Job {

        private final UUID id;
        private final BackupTask task;
        private final BackupState wanted;
        private BackupState state = BackupState.PENDING;
        private double progress;
        private Optional<Instant> started = Optional.empty();
        private Optional<Instant> finished = Optional.empty();
        private Optional<SimulatedWork> simulation = Optional.empty();
        private Optional<Maintenance.Claim> claim = Optional.empty();

        private Job(UUID id, BackupTask task, BackupState wanted) {
            this.id = id;
            this.task = task;
            this.wanted = wanted;
        }

        private void begin() {
            if (finished.isPresent()) {
                return;
            }
            if (task == BackupTask.RESTORE) {
                claim = Optional.of(maintenance.claim(this::work));
            } else {
                work();
            }
        }

        private void work() {
            state = BackupState.ONGOING;
            started = Optional.of(scheduler.now());
            SimulatedWork work = new SimulatedWork(
                    scheduler, random, length(), INTERVAL, progressAtTheEnd(wanted), this::reached, () -> end(wanted));
            simulation = Optional.of(work);
            work.start();
        }

        private void reached(double done) {
            progress = done;
            tell();
        }

        private void end(BackupState how) {
            boolean wasFirst = jobs.indexOf(this) == 0;
            jobs.remove(this);
            simulation.ifPresent(SimulatedWork::cancel);
            finished = Optional.of(scheduler.now());
            state = how;
            if (how == BackupState.DONE) {
                progress = 1;
                complete.add(id);
            }
            tell();
            claim.ifPresent(Maintenance.Claim::release);
            if (wasFirst && !jobs.isEmpty()) {
                takeUp(jobs.get(0));
            }
        }

        private void tell() {
            out.accept(event());
        }

        private BackupProgressEvent event() {
            return new BackupProgressEvent(
                    id.toString(), task.text(), state.text(), progress, shown(started), shown(finished));
        }

        private OptionalLong shown(Optional<Instant> time) {
            return time.isPresent() ? OptionalLong.of(time.get().toEpochMilli()) : OptionalLong.empty();
        }
    }
}

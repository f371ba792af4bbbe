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

/** The backups of a server: made and restored one after the other. A restore ends the server's process first. */
public final class Backups {

    private static final Duration RHYTHM = Duration.ofSeconds(1);
    private static final long BYTES_A_SECOND = 400L << 20;

    private final Agenda agenda;
    private final Random random;
    private final Maintenance maintenance;
    private final LongSupplier storageBytes;
    private final Consumer<ArchonEvent> out;

    private final Set<UUID> complete = new LinkedHashSet<>();

    /** What is under way first, then what waits for it. */
    private final List<Job> jobs = new ArrayList<>();

    /**
     * Makes a server's backups, of which there are none yet.
     *
     * @param agenda its time
     * @param random where ids, durations and the moments of failures come from
     * @param maintenance gives restores the server
     * @param storageBytes how much there is to save
     * @param out takes the events
     */
    Backups(
            Agenda agenda,
            Random random,
            Maintenance maintenance,
            LongSupplier storageBytes,
            Consumer<ArchonEvent> out) {
        this.agenda = agenda;
        this.random = random;
        this.maintenance = maintenance;
        this.storageBytes = storageBytes;
        this.out = out;
    }

    /**
     * Makes a backup.
     *
     * @param end how that ends, neither {@code PENDING} nor {@code ONGOING}; it is complete only if {@code DONE}
     * @return the backup's id
     */
    public UUID create(BackupState end) {
        UUID id = Ids.uuid(random);
        add(new Job(id, BackupTask.CREATE, end));
        return id;
    }

    /**
     * Sets the server back to a backup. A process is stopped before, and started again afterwards.
     *
     * @param id a backup's id
     * @param end how that ends, neither {@code PENDING} nor {@code ONGOING}
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
     * Sets the server back to the newest backup, if there is one and it is not being restored.
     *
     * @param end how that ends, neither {@code PENDING} nor {@code ONGOING}
     */
    public void restoreNewest(BackupState end) {
        complete.stream()
                .reduce((older, newer) -> newer)
                .filter(newest -> job(newest).isEmpty())
                .ifPresent(newest -> restore(newest, end));
    }

    /**
     * Cancels what is being done with a backup, or waits to be.
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
     * The backups that can be restored.
     *
     * @return their ids, oldest first
     */
    public List<UUID> complete() {
        return List.copyOf(complete);
    }

    /** What somebody who has just connected is told: how everything stands that has not ended. */
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
        agenda.after(Duration.ofMillis(500 + random.nextInt(1000)), job::begin);
    }

    private Duration length() {
        double seconds = (double) storageBytes.getAsLong() / BYTES_A_SECOND;
        return Duration.ofMillis((long) (1000 * (5 + seconds * (0.7 + random.nextDouble() * 0.6))));
    }

    private double reachOf(BackupState end) {
        return switch (end) {
            case DONE, READY -> 1;
            case UNCHANGED -> 0.001;
            case FAILED, DAMAGED, CANCELLED, PENDING, ONGOING, UNKNOWN -> 0.1 + random.nextDouble() * 0.8;
        };
    }

    /** One thing to do with one backup. */
    private final class Job {

        private final UUID id;
        private final BackupTask task;
        private final BackupState wanted;
        private BackupState state = BackupState.PENDING;
        private double progress;
        private Optional<Instant> started = Optional.empty();
        private Optional<Instant> finished = Optional.empty();
        private Optional<Course> course = Optional.empty();
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
            started = Optional.of(agenda.now());
            Course work =
                    new Course(agenda, random, length(), RHYTHM, reachOf(wanted), this::reached, () -> end(wanted));
            course = Optional.of(work);
            work.start();
        }

        private void reached(double done) {
            progress = done;
            tell();
        }

        private void end(BackupState how) {
            boolean wasFirst = jobs.indexOf(this) == 0;
            jobs.remove(this);
            course.ifPresent(Course::cancel);
            finished = Optional.of(agenda.now());
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

package dev.archon.simulator.game;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Schedules tasks in virtual time. Tasks run in the order of their times; of two with the same time the one that was
 * scheduled first runs first. Not thread-safe.
 */
public final class VirtualScheduler {

    // A tree and not a heap: thousands of sockets schedule the expiry of their tokens here, and cancel it.
    private final TreeSet<Task> tasks =
            new TreeSet<>(Comparator.comparing(Task::at).thenComparing(Task::number));
    private Instant now;
    private long scheduled;

    /**
     * Creates a schedule without tasks.
     *
     * @param now the time at which it starts
     */
    public VirtualScheduler(Instant now) {
        this.now = now;
    }

    /**
     * Returns the time of the task that runs, or the latest time that was reached.
     *
     * @return the virtual time
     */
    public Instant now() {
        return now;
    }

    /**
     * Schedules a task at a time.
     *
     * @param at the time; one that has passed means the next call of {@link #runUntil}
     * @param action the task
     * @return the scheduled task, to cancel it
     */
    public Task at(Instant at, Runnable action) {
        Task task = new Task(at.isBefore(now) ? now : at, scheduled++, action);
        tasks.add(task);
        return task;
    }

    /**
     * Schedules a task after a delay.
     *
     * @param delay the time from now
     * @param action the task
     * @return the scheduled task, to cancel it
     */
    public Task after(Duration delay, Runnable action) {
        return at(now.plus(delay), action);
    }

    /**
     * Returns when the next task is due.
     *
     * @return its time, or empty if nothing is scheduled
     */
    public Optional<Instant> nextDue() {
        return tasks.isEmpty() ? Optional.empty() : Optional.of(tasks.first().at);
    }

    /**
     * Runs the tasks that are due, each at its own time, and advances the time. An exception of a task is thrown at once;
     * later tasks stay scheduled.
     *
     * @param until the time to reach; one before now changes nothing
     */
    public void runUntil(Instant until) {
        while (!tasks.isEmpty() && !tasks.first().at.isAfter(until)) {
            Task next = tasks.first();
            tasks.remove(next);
            now = next.at;
            next.action.run();
        }
        if (until.isAfter(now)) {
            now = until;
        }
    }

    /** A scheduled task. */
    public final class Task {

        private final Instant at;
        private final long number;
        private final Runnable action;

        private Task(Instant at, long number, Runnable action) {
            this.at = at;
            this.number = number;
            this.action = action;
        }

        private Instant at() {
            return at;
        }

        private long number() {
            return number;
        }

        /** Cancels the task; without effect once it has run. */
        public void cancel() {
            tasks.remove(this);
        }
    }
}

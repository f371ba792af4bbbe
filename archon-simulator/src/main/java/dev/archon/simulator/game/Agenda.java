package dev.archon.simulator.game;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.TreeSet;

/**
 * What is to happen, and when, in virtual time. Tasks run in the order of their times; of two with one time the one that
 * was scheduled first runs first.
 */
public final class Agenda {

    // A tree and not a heap: thousands of sockets plan the end of their tokens here, and take it back.
    private final TreeSet<Task> tasks =
            new TreeSet<>(Comparator.comparing(Task::at).thenComparing(Task::number));
    private Instant now;
    private long scheduled;

    /**
     * Makes an empty agenda.
     *
     * @param now the time that it begins at
     */
    public Agenda(Instant now) {
        this.now = now;
    }

    /**
     * The time of the task that runs, or the latest time that was reached.
     *
     * @return the virtual time
     */
    public Instant now() {
        return now;
    }

    /**
     * Plans a task.
     *
     * @param at when; a time that has passed means the next chance
     * @param action what
     * @return the planned task, to cancel it
     */
    public Task at(Instant at, Runnable action) {
        Task task = new Task(at.isBefore(now) ? now : at, scheduled++, action);
        tasks.add(task);
        return task;
    }

    /**
     * Plans a task.
     *
     * @param delay how long after now
     * @param action what
     * @return the planned task, to cancel it
     */
    public Task after(Duration delay, Runnable action) {
        return at(now.plus(delay), action);
    }

    /**
     * When the next task is due.
     *
     * @return its time, or empty if nothing is planned
     */
    public Optional<Instant> nextDue() {
        return tasks.isEmpty() ? Optional.empty() : Optional.of(tasks.first().at);
    }

    /**
     * Runs what is due, each task at its own time, then moves the time on.
     *
     * @param until the time to reach; an earlier one than now changes nothing
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

    /** A planned task. */
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

        /** Takes it off the agenda; without effect once it has run. */
        public void cancel() {
            tasks.remove(this);
        }
    }
}

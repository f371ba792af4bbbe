package dev.archon.client.internal.dispatch;

import java.util.concurrent.locks.Condition;
import org.jspecify.annotations.Nullable;

/** One thread of a {@link HandlerPool}: whether it sleeps, and how long it has been in its task. Guarded by the pool's lock. */
final class Worker {

    /** A thread that waits for something at this age of its task is taken to be blocked. */
    private static final int LOOKS_WAITING = 2;

    /** So is one that runs: native code that waits for a socket looks like running. */
    private static final int LOOKS_RUNNING = 100;

    private final Condition needed;
    private @Nullable Thread thread;
    private boolean asleep;

    /** Set to false without the lock, since a thread that waits for the lock is not blocked by its task. */
    private volatile boolean busy;

    private long begun;

    /**
     * Makes a worker that is awake.
     *
     * @param needed what it waits for when it sleeps, of the pool's lock
     */
    Worker(Condition needed) {
        this.needed = needed;
    }

    Condition needed() {
        return needed;
    }

    void fallAsleep() {
        asleep = true;
    }

    boolean isAsleep() {
        return asleep;
    }

    void wake() {
        asleep = false;
        needed.signal();
    }

    /** Has it look whether it should still sleep. */
    void look() {
        needed.signal();
    }

    void runsIn(Thread own) {
        thread = own;
    }

    /**
     * Notes that a task starts.
     *
     * @param look the number of the pool's last look at its threads, by which a task's age is measured
     */
    void began(long look) {
        begun = look;
        busy = true;
    }

    void ended() {
        busy = false;
    }

    boolean isBlocked(long look) {
        Thread own = thread;
        if (own == null || !busy) {
            return false;
        }
        long age = look - begun;
        return age >= LOOKS_RUNNING || (age >= LOOKS_WAITING && waits(own));
    }

    private static boolean waits(Thread thread) {
        return switch (thread.getState()) {
            case WAITING, TIMED_WAITING, BLOCKED -> true;
            case NEW, RUNNABLE, TERMINATED -> false;
        };
    }
}

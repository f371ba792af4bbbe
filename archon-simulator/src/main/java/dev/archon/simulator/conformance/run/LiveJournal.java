package dev.archon.simulator.conformance.run;

import dev.archon.simulator.conformance.CaseJournal;
import dev.archon.simulator.conformance.Seen;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;

/** The journal of one case while it runs. May be used from any thread. */
final class LiveJournal {

    /** A client that does nothing but hurry must not fill the memory; what comes later does not change a verdict. */
    private static final int MOST = 20_000;

    /** A condition looks at the whole journal, so it is not looked at for every entry of a flood. */
    private static final long LOOK_MILLIS = 20;

    private static final Duration LONGEST_REST = Duration.ofMillis(300);

    private final long start = System.nanoTime();
    private final ReentrantLock lock = new ReentrantLock();
    private final List<Seen> seen = new ArrayList<>();
    private boolean sealed;
    private Duration end = Duration.ZERO;

    Duration now() {
        return Duration.ofNanos(System.nanoTime() - start);
    }

    void add(Seen one) {
        lock.lock();
        try {
            if (!sealed && seen.size() < MOST) {
                seen.add(one);
            }
        } finally {
            lock.unlock();
        }
    }

    CaseJournal journal() {
        lock.lock();
        try {
            return new CaseJournal(seen, sealed ? end : now());
        } finally {
            lock.unlock();
        }
    }

    /** Takes nothing more, so that what the kit does to end the client is not taken for the client's doing. */
    void seal() {
        lock.lock();
        try {
            sealed = true;
            end = now();
        } finally {
            lock.unlock();
        }
    }

    /** Waits for a condition; returns whether it came in time. */
    boolean await(Predicate<CaseJournal> condition, Duration limit) throws InterruptedException {
        Duration until = now().plus(limit);
        int looked = -1;
        Duration next = Duration.ZERO;
        while (true) {
            int size = size();
            // Conditions may be about time as well, so that they are looked at now and then without anything new.
            if (size != looked || now().compareTo(next) >= 0) {
                looked = size;
                next = now().plus(LONGEST_REST);
                if (condition.test(journal())) {
                    return true;
                }
            }
            if (now().compareTo(until) >= 0) {
                return condition.test(journal());
            }
            Thread.sleep(LOOK_MILLIS);
        }
    }

    private int size() {
        lock.lock();
        try {
            return seen.size();
        } finally {
            lock.unlock();
        }
    }
}

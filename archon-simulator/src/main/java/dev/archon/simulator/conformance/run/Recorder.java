package dev.archon.simulator.conformance.run;

import dev.archon.simulator.conformance.CaseJournal;
import dev.archon.simulator.conformance.Seen;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;

/** Writes the journal of one case. May be used from any thread. */
final class Recorder {

    /** A client that does nothing but hurry must not fill the memory; what comes later does not change a verdict. */
    private static final int MOST = 20_000;

    /** A condition looks at the whole journal, so it is not looked at for every entry of a flood. */
    private static final long LEAST_WAIT_MILLIS = 20;

    private final long start = System.nanoTime();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition more = lock.newCondition();
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
                more.signalAll();
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
        while (!condition.test(journal())) {
            Duration left = until.minus(now());
            if (left.isNegative() || left.isZero()) {
                return false;
            }
            Thread.sleep(LEAST_WAIT_MILLIS);
            awaitMore(Math.min(left.toMillis(), 500));
        }
        return true;
    }

    private void awaitMore(long millis) throws InterruptedException {
        lock.lock();
        try {
            var unused = more.await(millis, TimeUnit.MILLISECONDS);
        } finally {
            lock.unlock();
        }
    }
}

package dev.archon.benchmarks.fleet;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Prints numbered lines at a steady rate, one server after the other. */
final class Pulse implements AutoCloseable {

    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    /** Behind by more than this it does not catch up: the machine is too slow for the rate, and the report says so. */
    private static final long MOST_BEHIND = SECOND;

    /** Printing waits for the server's event loop; several threads keep the loops busy. */
    private static final int THREADS = 4;

    private volatile Plan plan = new Plan(List.of(), 0);

    private record Plan(List<NumberedConsole> consoles, long linesPerSecond) {}

    private volatile boolean closed;

    /** Starts threads that print nothing yet. */
    Pulse() {
        for (int i = 0; i < THREADS; i++) {
            int share = i;
            Thread thread = new Thread(() -> run(share), "pulse-" + i);
            thread.setDaemon(true);
            thread.start();
        }
    }

    /**
     * Prints from now on.
     *
     * @param consoles the servers
     * @param linesPerSecond of all of them together; 0 for none
     */
    void set(List<NumberedConsole> consoles, long linesPerSecond) {
        plan = new Plan(List.copyOf(consoles), linesPerSecond);
    }

    @Override
    public void close() {
        closed = true;
    }

    private void run(int share) {
        Plan current = plan;
        long start = System.nanoTime();
        long lines = 0;
        while (!closed) {
            Plan newest = plan;
            if (!newest.equals(current)) {
                current = newest;
                start = System.nanoTime();
                lines = 0;
            }
            if (current.linesPerSecond() == 0) {
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
                continue;
            }
            long due = start + lines * THREADS * SECOND / current.linesPerSecond();
            long early = due - System.nanoTime();
            if (early > 0) {
                LockSupport.parkNanos(early);
                continue;
            }
            if (-early > MOST_BEHIND) {
                start = System.nanoTime();
                lines = 0;
            }
            long index = lines++ * THREADS + share;
            current.consoles().get((int) (index % current.consoles().size())).print(1);
        }
    }
}

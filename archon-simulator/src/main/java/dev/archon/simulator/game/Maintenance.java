package dev.archon.simulator.game;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Runs work that needs the server to be stopped, one piece after the other: stops the process first, and starts it again
 * afterwards if it ran before.
 */
final class Maintenance {

    private final ServerProcess process;
    private final Runnable changed;
    private final Deque<Claim> claims = new ArrayDeque<>();
    private boolean startAfterwards;

    /**
     * Creates a maintenance without work.
     *
     * @param process the server's process
     * @param changed runs when maintenance starts and when it ends
     */
    Maintenance(ServerProcess process, Runnable changed) {
        this.process = process;
        this.changed = changed;
    }

    /** Whether work is under way or waits; the server must not be started then. */
    boolean isUnderWay() {
        return !claims.isEmpty();
    }

    /** Runs work as soon as the server is stopped and earlier work is done. */
    Claim claim(Runnable work) {
        Claim claim = new Claim(work);
        claims.add(claim);
        if (process.isAlive() || process.isRestarting()) {
            startAfterwards = true;
            process.stop();
        }
        proceed();
        return claim;
    }

    /** Starts the next work if the process has ended. */
    void proceed() {
        Claim head = claims.peek();
        if (head != null && !head.begun && !process.isAlive()) {
            head.begun = true;
            changed.run();
            head.work.run();
        }
    }

    /** Sets whether the server is started afterwards, whatever it did before. */
    void startAfterwards(boolean start) {
        startAfterwards = start;
    }

    /** Work that is under way or waits. */
    final class Claim {

        private final Runnable work;
        private boolean begun;

        private Claim(Runnable work) {
            this.work = work;
        }

        /** Ends the work, or withdraws it; the next work starts, or the server is started again. */
        void release() {
            if (!claims.remove(this)) {
                return;
            }
            if (isUnderWay()) {
                proceed();
                return;
            }
            boolean start = startAfterwards;
            startAfterwards = false;
            if (start) {
                process.restart();
            }
            changed.run();
        }
    }
}

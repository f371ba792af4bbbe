package dev.archon.simulator.game;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Lets work that needs a server without a process have it, one after the other: ends the process first, and starts it
 * again afterwards if there was one.
 */
final class Maintenance {

    private final ServerProcess process;
    private final Runnable changed;
    private final Deque<Claim> claims = new ArrayDeque<>();
    private boolean startAfterwards;

    /**
     * Makes it with nothing to do.
     *
     * @param process the server's process
     * @param changed runs when it begins and when it ends
     */
    Maintenance(ServerProcess process, Runnable changed) {
        this.process = process;
        this.changed = changed;
    }

    /** Whether something has, or waits for, the server; it is not to be started then. */
    boolean isUnderWay() {
        return !claims.isEmpty();
    }

    /** Plans work for when the server is free. */
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

    /** Begins the next work, if there is any and the process has ended. */
    void proceed() {
        Claim head = claims.peek();
        if (head != null && !head.begun && !process.isAlive()) {
            head.begun = true;
            changed.run();
            head.work.run();
        }
    }

    /** Makes the server start afterwards, or not, whatever it did before. */
    void startAfterwards(boolean start) {
        startAfterwards = start;
    }

    /** Work that has, or waits for, the server. */
    final class Claim {

        private final Runnable work;
        private boolean begun;

        private Claim(Runnable work) {
            this.work = work;
        }

        /** Lets go of the server. */
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

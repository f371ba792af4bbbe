package dev.archon.client;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Counts the leases of a connection, and has it closed some time after the last one was closed. Used by any thread. */
final class Leases {

    private final String serverId;
    private final Supplier<CompletableFuture<Void>> connect;
    private final Runnable release;
    private final BiFunction<Runnable, Duration, Runnable> schedule;
    private final Duration linger;
    private final Object lock = new Object();
    private int open;

    /** The release that is scheduled, if one is. */
    private @Nullable Release pending;

    /** One that is no longer the pending one does nothing, since its task may have begun when it was cancelled. */
    private final class Release implements Runnable {

        private Runnable cancelling = () -> {};

        @Override
        public void run() {
            synchronized (lock) {
                if (pending == this) {
                    pending = null;
                    release.run();
                }
            }
        }
    }

    /**
     * Begins without a lease.
     *
     * @param serverId the server, for errors
     * @param connect asks for the connection
     * @param release run some time after the last lease was closed
     * @param schedule runs an action after a delay; what it returns cancels that
     * @param linger how long after the last lease
     */
    Leases(
            String serverId,
            Supplier<CompletableFuture<Void>> connect,
            Runnable release,
            BiFunction<Runnable, Duration, Runnable> schedule,
            Duration linger) {
        this.serverId = serverId;
        this.connect = connect;
        this.release = release;
        this.schedule = schedule;
        this.linger = linger;
    }

    /**
     * Runs something that the end of the leases must not come between.
     *
     * @param action does not block
     * @param <T> what it returns
     * @return that
     */
    <T> T exclusively(Supplier<T> action) {
        synchronized (lock) {
            return action.get();
        }
    }

    ServerLease lease() {
        synchronized (lock) {
            open++;
            if (pending != null) {
                pending.cancelling.run();
                pending = null;
            }
            // Within the lock: a release that has just begun must not come behind the new request.
            return new ServerLease(serverId, connect.get(), this::returned);
        }
    }

    private void returned() {
        synchronized (lock) {
            open--;
            if (open == 0) {
                Release next = new Release();
                pending = next;
                next.cancelling = schedule.apply(next, linger);
            }
        }
    }
}

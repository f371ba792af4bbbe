package dev.archon.client.internal.session;

import java.util.concurrent.CompletableFuture;

/**
 * Whether the server is ready on the present connection, and those who wait for it: it has accepted the token, and told what
 * is being installed or ended its history. Belongs to the event loop.
 */
final class Readiness {

    private final ConnectFutures futures;
    private boolean isAccepted;
    private boolean isTold;

    Readiness(ConnectFutures futures) {
        this.futures = futures;
    }

    /**
     * Adds one who waits, or completes it if the server is ready.
     *
     * @return false if too many wait
     */
    boolean await(CompletableFuture<Void> future) {
        if (isAccepted && isTold) {
            futures.complete(() -> future.complete(null));
            return true;
        }
        return futures.add(future);
    }

    void forget(CompletableFuture<Void> future) {
        futures.removeLast(future);
    }

    /** A connection is new, or has ended. */
    void reset() {
        isAccepted = false;
        isTold = false;
    }

    /** The server has accepted the token. */
    void accepted() {
        isAccepted = true;
        look();
    }

    /** The server has told what is being installed, or will not tell it any more. */
    void told() {
        isTold = true;
        look();
    }

    void fail(Throwable error) {
        reset();
        futures.fail(error);
    }

    private void look() {
        if (isAccepted && isTold) {
            futures.succeed();
        }
    }
}

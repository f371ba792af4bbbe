package dev.archon.client.internal.session;

import java.util.concurrent.CompletableFuture;

/**
 * Decides whether the server is ready on the present connection, and holds the futures that wait for it. A server is ready
 * when it has accepted the token, and has sent its installations or ended its history. Belongs to the event loop.
 */
final class Readiness {

    private final ConnectFutures futures;
    private boolean isAccepted;
    private boolean isTold;

    Readiness(ConnectFutures futures) {
        this.futures = futures;
    }

    /**
     * Adds a future, or completes it if the server is ready.
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

    /** A connection has been opened, or has ended. */
    void reset() {
        isAccepted = false;
        isTold = false;
    }

    /** The server has accepted the token. */
    void accepted() {
        isAccepted = true;
        look();
    }

    /** The server has sent its installations, or will not send them any more. */
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

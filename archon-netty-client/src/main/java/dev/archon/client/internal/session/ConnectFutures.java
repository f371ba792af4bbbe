package dev.archon.client.internal.session;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/** The futures of callers that wait for a connection. Belongs to the event loop; futures are completed on the executor. */
final class ConnectFutures {

    /** The largest number of callers: enough for every page that shows a server, and a bound for a caller in a loop. */
    static final int MOST = 10_000;

    private final Executor executor;
    private List<CompletableFuture<Void>> futures = new ArrayList<>(0);

    ConnectFutures(Executor executor) {
        this.executor = executor;
    }

    /**
     * Adds a future.
     *
     * @return false if too many wait
     */
    boolean add(CompletableFuture<Void> future) {
        return futures.size() < MOST && futures.add(future);
    }

    /**
     * Removes a future that was cancelled.
     *
     * @return whether it was the last one
     */
    boolean removeLast(CompletableFuture<Void> future) {
        return futures.removeIf(each -> each == future) && futures.isEmpty();
    }

    void succeed() {
        List<CompletableFuture<Void>> waiting = take();
        waiting.forEach(future -> complete(() -> future.complete(null)));
    }

    void fail(Throwable error) {
        List<CompletableFuture<Void>> waiting = take();
        waiting.forEach(future -> complete(() -> future.completeExceptionally(error)));
    }

    /** Completes a future on the executor, where stages of the embedder may block. */
    void complete(Runnable completion) {
        try {
            executor.execute(completion);
        } catch (RuntimeException | Error e) {
            // The executor cannot run it; the future is completed on this thread rather than never.
            completion.run();
        }
    }

    private List<CompletableFuture<Void>> take() {
        List<CompletableFuture<Void>> taken = futures;
        futures = new ArrayList<>(0);
        return taken;
    }
}

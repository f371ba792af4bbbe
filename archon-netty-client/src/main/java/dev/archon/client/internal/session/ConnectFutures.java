package dev.archon.client.internal.session;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/** Those who wait for a connection. Belongs to the event loop; futures are completed on the executor. */
final class ConnectFutures {

    /** How many may wait: enough for every page that shows a server, and a bound for who asks again and again. */
    static final int MOST = 10_000;

    private final Executor executor;
    private final List<CompletableFuture<Void>> futures = new ArrayList<>();

    ConnectFutures(Executor executor) {
        this.executor = executor;
    }

    /**
     * Adds one who waits.
     *
     * @return false if too many do
     */
    boolean add(CompletableFuture<Void> future) {
        return futures.size() < MOST && futures.add(future);
    }

    /**
     * Forgets a future that was cancelled.
     *
     * @return whether it was the last that waited
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

    /** Completes a future where the embedder's code that hangs on it may take its time. */
    void complete(Runnable completion) {
        try {
            executor.execute(completion);
        } catch (RuntimeException | Error e) {
            // Whatever the executor is short of: better on this thread than never.
            completion.run();
        }
    }

    private List<CompletableFuture<Void>> take() {
        List<CompletableFuture<Void>> taken = List.copyOf(futures);
        futures.clear();
        return taken;
    }
}

package dev.archon.client.internal.dispatch;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Tells when what a server has received has been delivered to its handlers.
 *
 * <p>Handlers of several servers may wait for the end of each other's delivery, so that no wait is longer than a limit.
 */
public final class DeliveryEnd {

    private final Dispatcher dispatcher;
    private final ScheduledExecutorService timer;
    private final Executor completions;
    private final long limitMillis;

    /**
     * Makes one for a server.
     *
     * @param dispatcher what delivers
     * @param timer ends waits; what it runs never blocks
     * @param completions where futures are completed
     * @param limitMillis how long a wait may be
     */
    public DeliveryEnd(Dispatcher dispatcher, ScheduledExecutorService timer, Executor completions, long limitMillis) {
        this.dispatcher = dispatcher;
        this.timer = timer;
        this.completions = completions;
        this.limitMillis = limitMillis;
    }

    /**
     * Waits for the end of a connection, and then for that of the delivery.
     *
     * @param ended completes when nothing more is received, on a thread on which futures may be completed
     * @return completes when all that was received has been delivered to the handlers, after the limit, or at once if the
     *     caller is one of the handlers; fails if {@code ended} does
     */
    public CompletableFuture<Void> after(CompletableFuture<Void> ended) {
        boolean fromHandler = dispatcher.isDelivering();
        CompletableFuture<Void> result = new CompletableFuture<>();
        ended.whenComplete((done, error) -> {
            if (error != null) {
                result.completeExceptionally(error);
            } else if (fromHandler) {
                result.complete(null);
            } else {
                awaitDelivery(result);
            }
        });
        return result;
    }

    private void awaitDelivery(CompletableFuture<Void> result) {
        CompletableFuture<Void> delivered = dispatcher.delivered();
        if (delivered.isDone()) {
            result.complete(null);
            return;
        }
        Future<?> limit;
        try {
            limit = timer.schedule(() -> complete(result), limitMillis, TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            // The client is closed, and nobody would end the wait.
            result.complete(null);
            return;
        }
        delivered.whenComplete((done, error) -> {
            limit.cancel(false);
            complete(result);
        });
    }

    private void complete(CompletableFuture<Void> result) {
        try {
            completions.execute(() -> result.complete(null));
        } catch (RejectedExecutionException e) {
            // The client is closed. Better on this thread than never.
            result.complete(null);
        }
    }
}

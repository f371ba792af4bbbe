package dev.archon.client.internal.session;

import dev.archon.client.ArchonException;
import io.netty.channel.EventLoop;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;

/**
 * Runs actions of other threads on a session's event loop. What they throw fails the future that waits for them, or is
 * reported. May be called from any thread.
 */
final class LoopTasks {

    private final String serverId;
    private final EventLoop loop;
    private final ConnectFutures completions;
    private final SessionLoop.ErrorListener errors;
    private final Supplier<ArchonException> closed;

    /**
     * Makes the tasks of a session.
     *
     * @param serverId the server, for messages
     * @param loop runs the actions
     * @param completions completes futures
     * @param errors receives what actions throw
     * @param closed makes the exception for a future whose action cannot run because the event loop has ended
     */
    LoopTasks(
            String serverId,
            EventLoop loop,
            ConnectFutures completions,
            SessionLoop.ErrorListener errors,
            Supplier<ArchonException> closed) {
        this.serverId = serverId;
        this.loop = loop;
        this.completions = completions;
        this.errors = errors;
        this.closed = closed;
    }

    /** Runs an action that completes a future. If it cannot run, or throws, the future fails. */
    void run(CompletableFuture<Void> result, Runnable action) {
        try {
            loop.execute(() -> {
                try {
                    action.run();
                } catch (Throwable error) {
                    fail(result, error);
                }
            });
        } catch (RejectedExecutionException e) {
            result.completeExceptionally(closed.get());
        } catch (Throwable error) {
            // Such as an event loop whose thread cannot be started.
            fail(result, error);
        }
    }

    /**
     * Runs an action that nobody waits for.
     *
     * @param failed what to report if it throws
     */
    void run(String failed, Runnable action) {
        try {
            loop.execute(() -> {
                try {
                    action.run();
                } catch (Throwable error) {
                    errors.failed(failed, error);
                }
            });
        } catch (RejectedExecutionException e) {
            // The event loop has ended, and the connection with it.
            return;
        } catch (Throwable error) {
            errors.failed(failed, error);
        }
    }

    /** Fails a future because the client itself failed. */
    void fail(CompletableFuture<Void> result, Throwable error) {
        String what = "the client itself failed (" + error.getClass().getName() + ")";
        errors.failed(what, error);
        completions.complete(() -> result.completeExceptionally(new ArchonException(serverId, what)));
    }
}

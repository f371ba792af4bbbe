package dev.archon.client.internal.session;

import dev.archon.client.ArchonException;
import dev.archon.client.internal.transport.Connection;
import dev.archon.client.internal.transport.Connector;
import io.netty.channel.EventLoop;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Sends commands in the order in which they were passed, and those that wait for a connection first. Belongs to
 * the event loop.
 */
final class Outbox {

    /** The largest number of commands that wait for a connection. */
    static final int MAX_WAITING = 1_000;

    private final String serverId;
    private final EventLoop loop;
    private final ConnectFutures completions;
    private final Runnable sent;
    private final Queue<Waiting> waiting = new ArrayDeque<>(0);

    private static final class Waiting {

        private final byte[] message;
        private final CompletableFuture<Void> result;

        Waiting(byte[] message, CompletableFuture<Void> result) {
            this.message = message;
            this.result = result;
        }
    }

    /**
     * Makes an empty outbox.
     *
     * @param serverId the server
     * @param loop the event loop of the session
     * @param completions completes futures
     * @param sent runs after each command that was written
     */
    Outbox(String serverId, EventLoop loop, ConnectFutures completions, Runnable sent) {
        this.serverId = serverId;
        this.loop = loop;
        this.completions = completions;
        this.sent = sent;
    }

    /**
     * Sends a command, now or when there is a connection.
     *
     * @param connection the connection, if the session is connected; else {@code null}
     * @param message the bytes of the command
     * @param wait the longest time to wait for a connection
     * @param result completed when the command is written, or cannot be
     */
    void send(@Nullable Connection connection, byte[] message, Duration wait, CompletableFuture<Void> result) {
        if (connection != null) {
            write(connection, message, result);
        } else if (wait.isZero()) {
            fail(result, "not connected, the command was not sent; connect first");
        } else if (waiting.size() >= MAX_WAITING) {
            fail(
                    result,
                    "not connected, the command was not sent, since " + MAX_WAITING
                            + " others wait for a connection already");
        } else {
            waitFor(message, wait, result);
        }
    }

    /** Sends the commands that wait. */
    void connected(Connection connection) {
        for (Waiting next = waiting.poll(); next != null; next = waiting.poll()) {
            if (!next.result.isDone()) {
                try {
                    write(connection, next.message, next.result);
                } catch (Throwable error) {
                    // The other commands are still sent.
                    fail(
                            next.result,
                            "the command was not sent (" + error.getClass().getName() + ")");
                }
            }
        }
    }

    /** Fails the commands that wait, since there will be no connection any more. */
    void close(ArchonException reason) {
        for (Waiting next = waiting.poll(); next != null; next = waiting.poll()) {
            CompletableFuture<Void> result = next.result;
            completions.complete(() -> result.completeExceptionally(reason));
        }
    }

    private void waitFor(byte[] message, Duration wait, CompletableFuture<Void> result) {
        Waiting entry = new Waiting(message, result);
        var limit = loop.schedule(
                () -> {
                    if (waiting.remove(entry)) {
                        fail(
                                result,
                                "not connected within " + TimeUnit.MILLISECONDS.convert(wait)
                                        + " ms, the command was not sent");
                    }
                },
                // Saturates, where toNanos() would overflow.
                TimeUnit.NANOSECONDS.convert(wait),
                TimeUnit.NANOSECONDS);
        waiting.add(entry);
        result.whenComplete((done, error) -> {
            limit.cancel(false);
            if (result.isCancelled()) {
                forget(entry);
            }
        });
    }

    private void forget(Waiting entry) {
        try {
            loop.execute(() -> waiting.remove(entry));
        } catch (RejectedExecutionException e) {
            // The event loop has ended, and waiting commands are not sent any more.
            return;
        }
    }

    private void write(Connection connection, byte[] message, CompletableFuture<Void> result) {
        connection.send(message).whenComplete((written, error) -> {
            if (error == null) {
                try {
                    sent.run();
                } finally {
                    completions.complete(() -> result.complete(null));
                }
            } else {
                fail(result, "the command was not sent: " + Connector.describe(error));
            }
        });
    }

    private void fail(CompletableFuture<Void> result, String why) {
        completions.complete(() -> result.completeExceptionally(new ArchonException(serverId, why)));
    }
}

package dev.archon.simulator.internal.server;

import dev.archon.simulator.game.VirtualScheduler;
import io.netty.channel.EventLoop;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Runs everything of a server on the one thread that it belongs to: each call as a turn of the server, and a turn whenever
 * a task on its agenda is due. Every method may be called from any thread.
 */
final class ServerLoop {

    private static final Duration CALL_LIMIT = Duration.ofSeconds(30);

    private final EventLoop loop;
    private final ServerClock clock;
    private final String server;
    private final VirtualScheduler agenda;
    private final Turn turn;

    private volatile Runnable stopListening = () -> {};
    private volatile boolean ended;
    private @Nullable ScheduledFuture<?> wakeUp;
    private Instant wakeUpAt = Instant.MAX;

    /** What a server does around an action: what is due before it, and what the action has caused after it. */
    interface Turn {

        void take(Runnable action);
    }

    ServerLoop(EventLoop loop, ServerClock clock, String server, VirtualScheduler agenda, Turn turn) {
        this.loop = loop;
        this.clock = clock;
        this.server = server;
        this.agenda = agenda;
        this.turn = turn;
    }

    /** Starts a turn of the server whenever a test moves time. */
    void start() {
        stopListening = clock.onMove(() -> {
            try {
                Instant unused = call(clock::now);
            } catch (ServerRemovedException e) {
                // It was removed while time was being moved, and has nothing to do any more.
                return;
            }
        });
    }

    void stop() {
        stopListening.run();
    }

    /** Ends the turns that come by themselves and those that are asked for; sockets that are being closed still get theirs. */
    void end() {
        stop();
        ended = true;
    }

    boolean hasEnded() {
        return ended;
    }

    /** Runs an action soon, without reporting its end. Has no effect once the simulator is closed. */
    void run(Runnable action) {
        try {
            loop.execute(() -> turn(action));
        } catch (RejectedExecutionException e) {
            // The simulator was closed meanwhile, and its clients are disconnected.
            return;
        }
    }

    /**
     * Runs an action soon.
     *
     * @param action runs on this loop
     * @return completes on this loop with the action's result when its turn is over, so that what the action has changed
     *     can be seen; fails with what the turn throws, or with an {@link IllegalStateException} if the simulator is closed
     *     or the server was removed
     */
    <T> CompletableFuture<T> submit(Supplier<T> action) {
        CompletableFuture<T> result = new CompletableFuture<>();
        if (ended) {
            result.completeExceptionally(new ServerRemovedException(server));
            return result;
        }
        try {
            loop.execute(() -> turn(action, result));
        } catch (RejectedExecutionException e) {
            result.completeExceptionally(new IllegalStateException("the simulator is closed", e));
        }
        return result;
    }

    private <T> void turn(Supplier<T> action, CompletableFuture<T> result) {
        if (ended) {
            // While the action waited for its turn.
            result.completeExceptionally(new ServerRemovedException(server));
            return;
        }
        try {
            List<T> value = new ArrayList<>(1);
            turn(() -> value.add(action.get()));
            result.complete(value.get(0));
        } catch (RuntimeException | Error e) {
            result.completeExceptionally(e);
        }
    }

    /** Runs an action and waits for the end of its turn; on this loop, at once. */
    <T> T call(Supplier<T> action) {
        if (!loop.inEventLoop() || ended) {
            return await(submit(action));
        }
        CompletableFuture<T> result = new CompletableFuture<>();
        turn(action, result);
        return await(result);
    }

    /** Runs an action and waits until it is done, or does nothing if the simulator is closed or the server has ended. */
    void callUnlessClosed(Supplier<Boolean> action) {
        if (loop.isShuttingDown() || ended) {
            return;
        }
        try {
            boolean unused = call(action);
        } catch (ServerRemovedException e) {
            // It has ended while the action waited for its turn.
            return;
        }
    }

    private <T> T await(CompletableFuture<T> result) {
        try {
            return result.get(CALL_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IllegalStateException("server " + server + " failed", e.getCause());
        } catch (TimeoutException e) {
            throw new IllegalStateException(
                    "server " + server + " has been busy for " + CALL_LIMIT.toSeconds() + " s", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for server " + server, e);
        }
    }

    private void turn(Runnable action) {
        try {
            turn.take(action);
        } finally {
            wakeWhenDue();
        }
    }

    private void wakeWhenDue() {
        if (ended) {
            cancelWakeUp();
            return;
        }
        if (!clock.passesByItself()) {
            return;
        }
        Instant due = agenda.nextDue().orElse(Instant.MAX);
        if (due.equals(wakeUpAt)) {
            return;
        }
        cancelWakeUp();
        wakeUpAt = due;
        wakeUp = due.equals(Instant.MAX) ? null : schedule(due);
    }

    private void cancelWakeUp() {
        ScheduledFuture<?> former = wakeUp;
        if (former != null) {
            former.cancel(false);
        }
    }

    private ScheduledFuture<?> schedule(Instant due) {
        Duration delay = clock.realDelay(Duration.between(clock.now(), due));
        // One more millisecond, since the due task would otherwise be missed by a rounded-down delay.
        return loop.schedule(
                () -> {
                    wakeUpAt = Instant.MAX;
                    turn(() -> {});
                },
                Math.max(0, delay.toMillis()) + 1,
                TimeUnit.MILLISECONDS);
    }
}

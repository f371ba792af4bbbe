package dev.archon.simulator;

import dev.archon.simulator.scenario.Scenario;
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

/** The one thread that a {@link ServerHost} belongs to: brings calls there, and wakes the server when something is due. */
final class ServerLoop {

    private static final Duration CALL_LIMIT = Duration.ofSeconds(30);

    private final EventLoop loop;
    private final SimulatorTime time;
    private final ServerHost host;

    private volatile Runnable stopListening = () -> {};
    private @Nullable ScheduledFuture<?> wakeUp;
    private Instant wakeUpAt = Instant.MAX;

    ServerLoop(EventLoop loop, SimulatorTime time, ServerHost host) {
        this.loop = loop;
        this.time = time;
        this.host = host;
    }

    ServerHost host() {
        return host;
    }

    /** Lets the server live, and plays scenarios on it; their first steps have been taken when this returns. */
    void start(List<Scenario> scenarios) {
        stopListening = time.onMove(() -> call(time::now));
        boolean unused = call(() -> {
            scenarios.forEach(scenario -> host.runs().start(scenario, this));
            return true;
        });
    }

    void stop() {
        stopListening.run();
        run(host.broadcast()::endFloods);
    }

    /** Runs an action soon. Without effect once the simulator is closed. */
    void run(Runnable action) {
        try {
            loop.execute(() -> turn(action));
        } catch (RejectedExecutionException e) {
            // Closed meanwhile: then nobody is left who could tell the difference.
            return;
        }
    }

    /** Runs an action and waits for its result. */
    <T> T call(Supplier<T> action) {
        CompletableFuture<T> result = new CompletableFuture<>();
        Runnable turn = () -> {
            try {
                List<T> value = new ArrayList<>(1);
                turn(() -> value.add(action.get()));
                // Not before the turn is over: who waits for it may look at what it has changed.
                result.complete(value.get(0));
            } catch (RuntimeException | Error e) {
                result.completeExceptionally(e);
            }
        };
        if (loop.inEventLoop()) {
            turn.run();
        } else {
            execute(turn);
        }
        return await(result);
    }

    /** Runs an action and waits until it is done, or does nothing if the simulator is closed. */
    void callUnlessClosed(Supplier<Boolean> action) {
        if (!loop.isShuttingDown()) {
            boolean unused = call(action);
        }
    }

    private void execute(Runnable turn) {
        try {
            loop.execute(turn);
        } catch (RejectedExecutionException e) {
            throw new IllegalStateException("the simulator is closed", e);
        }
    }

    private <T> T await(CompletableFuture<T> result) {
        try {
            return result.get(CALL_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IllegalStateException("server " + host.id() + " failed", e.getCause());
        } catch (TimeoutException e) {
            throw new IllegalStateException(
                    "server " + host.id() + " has been busy for " + CALL_LIMIT.toSeconds() + " s", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for server " + host.id(), e);
        }
    }

    private void turn(Runnable action) {
        try {
            host.turn(action);
        } finally {
            wakeWhenDue();
        }
    }

    private void wakeWhenDue() {
        if (!time.passesByItself()) {
            return;
        }
        Instant due = host.agenda().nextDue().orElse(Instant.MAX);
        if (due.equals(wakeUpAt)) {
            return;
        }
        ScheduledFuture<?> former = wakeUp;
        if (former != null) {
            former.cancel(false);
        }
        wakeUpAt = due;
        wakeUp = due.equals(Instant.MAX) ? null : schedule(due);
    }

    private ScheduledFuture<?> schedule(Instant due) {
        Duration delay = time.realDelay(Duration.between(time.now(), due));
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

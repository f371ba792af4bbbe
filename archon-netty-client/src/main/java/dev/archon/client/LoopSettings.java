package dev.archon.client;

import dev.archon.client.internal.dispatch.LineSettings;
import io.netty.channel.EventLoop;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/**
 * What the servers of one event loop share. A client has many servers and few loops, so that it is made once for each loop.
 *
 * @param loop the event loop
 * @param executor runs the handlers of the loop's servers
 * @param later has something run a moment later; returns whether it will be
 * @param lines how lines of the console are made
 * @param leases how the end of leases is waited for
 */
record LoopSettings(
        EventLoop loop,
        Executor executor,
        Predicate<Runnable> later,
        LineSettings lines,
        ArchonServer.LeaseSettings leases) {

    private static final Duration LATER = Duration.ofMillis(50);

    static LoopSettings of(EventLoop loop, Executor executor, ClientConfig config) {
        ClientConfig.Console console = config.console();
        return new LoopSettings(
                loop,
                executor,
                again -> isRunLater(loop, again, LATER),
                new LineSettings(
                        console.format(),
                        console.recentLines(),
                        console.recentBytes(),
                        console.tracesKept(),
                        System::nanoTime,
                        (action, delay) -> isRunLater(loop, action, delay)),
                new ArchonServer.LeaseSettings(
                        (action, delay) -> scheduled(loop, action, delay),
                        config.session().leaseLinger()));
    }

    /** Has something run after a delay. Returns whether it will be. */
    static boolean isRunLater(EventLoop loop, Runnable action, Duration delay) {
        try {
            loop.schedule(action, delay.toNanos(), TimeUnit.NANOSECONDS);
            return true;
        } catch (RejectedExecutionException e) {
            // The event loop has ended: there is no later.
            return false;
        }
    }

    private static Runnable scheduled(EventLoop loop, Runnable action, Duration delay) {
        try {
            // Saturates, where toNanos() would overflow.
            Future<?> scheduled = loop.schedule(action, TimeUnit.NANOSECONDS.convert(delay), TimeUnit.NANOSECONDS);
            return () -> scheduled.cancel(false);
        } catch (RejectedExecutionException e) {
            // The event loop has ended, and all connections with it.
            return () -> {};
        }
    }
}

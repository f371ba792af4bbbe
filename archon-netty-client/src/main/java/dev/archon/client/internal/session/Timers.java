package dev.archon.client.internal.session;

import dev.archon.protocol.session.Timer;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.ScheduledFuture;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** The timers of a session, each of which runs once at a time. Belongs to the event loop. */
final class Timers {

    private final EventLoop loop;
    private final Consumer<Timer> fired;
    private final Map<Timer, ScheduledFuture<?>> running = new EnumMap<>(Timer.class);

    Timers(EventLoop loop, Consumer<Timer> fired) {
        this.loop = loop;
        this.fired = fired;
    }

    /** Starts a timer. The {@code fired} callback must not throw, since its exception would be lost. */
    void start(Timer timer, Duration delay) {
        running.put(
                timer,
                loop.schedule(
                        () -> {
                            running.remove(timer);
                            fired.accept(timer);
                        },
                        // Saturates, where toNanos() would overflow.
                        TimeUnit.NANOSECONDS.convert(delay),
                        TimeUnit.NANOSECONDS));
    }

    void cancel(Timer timer) {
        ScheduledFuture<?> cancelled = running.remove(timer);
        if (cancelled != null) {
            cancelled.cancel(false);
        }
    }
}

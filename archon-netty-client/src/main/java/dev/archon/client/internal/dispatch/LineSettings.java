package dev.archon.client.internal.dispatch;

import dev.archon.protocol.console.ConsoleFormat;
import java.time.Duration;
import java.time.ZoneId;
import java.util.function.BiPredicate;
import java.util.function.LongSupplier;

/**
 * How the lines of a console are made of what is delivered.
 *
 * @param format what makes them
 * @param recentLines how many of the last lines are kept; zero for none
 * @param recentBytes how many bytes the lines that are kept may take, counted as {@link RecentLines} counts them
 * @param tracesKept whether stack traces that came as text are kept together
 * @param nanoTime a clock that does not go backwards, in nanoseconds
 * @param timer has something run after some time, on any thread; returns whether it will be
 */
public record LineSettings(
        ConsoleFormat format,
        int recentLines,
        long recentBytes,
        boolean tracesKept,
        LongSupplier nanoTime,
        BiPredicate<Runnable, Duration> timer) {

    /**
     * Lines in the system's time zone, of which none are kept and none are moved.
     *
     * @return the settings
     */
    public static LineSettings plain() {
        return new LineSettings(
                ConsoleFormat.in(ZoneId.systemDefault()), 0, 0, false, System::nanoTime, (action, delay) -> false);
    }
}

package dev.archon.client.internal.dispatch;

import dev.archon.protocol.console.ConsoleLine;
import dev.archon.protocol.event.LogLevel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.function.Consumer;

/**
 * Keeps stack traces together that came as text while other threads printed lines in between. It holds lines for a short
 * time, and moves those without a time that are errors or have no level up behind the last warning or error among them,
 * as Modrinth's own panel does. Lines of the game's logger have their stack traces with them and are not moved.
 *
 * <p>No line is lost. None is held longer than the limit of time, if {@link #release} is called when {@link #releaseAt}
 * says so, and never more than the limit of lines are held. It reads no clock and has no thread: times are passed in, in
 * nanoseconds of any clock that does not go backwards. Not for use by several threads.
 */
final class TraceOrder {

    /** How long the panel collects lines before it shows them: {@code 300 ms}. */
    static final Duration PANEL_DELAY = Duration.ofMillis(300);

    private final long limitNanos;
    private final int limitLines;
    private final Consumer<? super ConsoleLine> out;

    /** Up to the last warning or error, with what has been moved behind it. */
    private final List<ConsoleLine> settled = new ArrayList<>();

    /** What came after it. */
    private final List<ConsoleLine> after = new ArrayList<>();

    private boolean anchored;
    private long since;

    /**
     * Makes one that holds no lines.
     *
     * @param limit how long a line may be held, above zero; {@link #PANEL_DELAY} for the panel's order
     * @param lines how many lines may be held, at least 1; with one more all are handed over
     * @param out takes the lines, on the thread that calls {@link #add} or {@link #release}
     * @throws IllegalArgumentException if a limit is not above zero
     */
    TraceOrder(Duration limit, int lines, Consumer<? super ConsoleLine> out) {
        if (limit.isZero() || limit.isNegative()) {
            throw new IllegalArgumentException("limit must be above zero, but is " + limit);
        }
        if (lines < 1) {
            throw new IllegalArgumentException("lines must be at least 1, but is " + lines);
        }
        this.limitNanos = limit.toNanos();
        this.limitLines = lines;
        this.out = Objects.requireNonNull(out, "out");
    }

    /**
     * Takes a line. Lines that have been held long enough are handed over first.
     *
     * @param line the line
     * @param nowNanos the time now
     */
    void add(ConsoleLine line, long nowNanos) {
        if (!isEmpty() && (nowNanos - since >= limitNanos || settled.size() + after.size() >= limitLines)) {
            release();
        }
        if (isEmpty()) {
            since = nowNanos;
        }
        boolean trouble = line.level() == LogLevel.ERROR || line.level() == LogLevel.WARN;
        if (anchored && isMoved(line)) {
            settled.add(line);
        } else if (trouble) {
            settled.addAll(after);
            after.clear();
            settled.add(line);
            anchored = true;
        } else {
            after.add(line);
        }
    }

    private static boolean isMoved(ConsoleLine line) {
        return !line.ofLogger()
                && !line.showsTime()
                && (line.level() == LogLevel.ERROR || line.level() == LogLevel.UNKNOWN);
    }

    /**
     * When {@link #release} must be called.
     *
     * @return a time of the clock that {@link #add} was told of; empty if no lines are held
     */
    OptionalLong releaseAt() {
        return isEmpty() ? OptionalLong.empty() : OptionalLong.of(since + limitNanos);
    }

    /** Hands over all lines that are held, for example because their time has come, or the connection was lost. */
    void release() {
        List<ConsoleLine> lines = new ArrayList<>(settled);
        lines.addAll(after);
        settled.clear();
        after.clear();
        anchored = false;
        lines.forEach(out);
    }

    private boolean isEmpty() {
        return settled.isEmpty() && after.isEmpty();
    }
}

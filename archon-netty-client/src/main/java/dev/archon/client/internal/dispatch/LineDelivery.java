package dev.archon.client.internal.dispatch;

import dev.archon.protocol.console.ConsoleFormat;
import dev.archon.protocol.console.ConsoleLine;
import dev.archon.protocol.event.ArchonEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Makes lines of the events that are delivered, once for all who want them, and remembers the last ones. If stack traces
 * are kept together it holds lines for a short time, but never beyond an event that is not part of the console.
 *
 * <p>Used by the delivery of one server only, one thread at a time, except for what says otherwise.
 */
final class LineDelivery {

    /** The largest number of lines that are held until their order is known. */
    private static final int MAX_HELD = 10_000;

    private static final Duration DELAY = TraceOrder.PANEL_DELAY;

    private final LineSettings settings;
    private final @Nullable RecentLines recent;
    private final @Nullable TraceOrder order;

    /** Releases what is held, in the delivery. */
    private final Runnable due;

    private List<ConsoleLine> out = new ArrayList<>();
    private boolean timed;
    private volatile boolean holding;

    /**
     * Makes a feed.
     *
     * @param due called on any thread when {@link #released} has to be called by the delivery
     */
    LineDelivery(LineSettings settings, Runnable due) {
        this.settings = settings;
        this.recent =
                settings.recentLines() == 0 ? null : new RecentLines(settings.recentLines(), settings.recentBytes());
        this.order = settings.tracesKept() ? new TraceOrder(DELAY, MAX_HELD, line -> out.add(line)) : null;
        this.due = due;
    }

    /** The lines of a batch, and which of them are to be given before each of its events. */
    static final class Lines {

        private final List<ConsoleLine> all;
        private final int[] ends;

        private Lines(List<ConsoleLine> all, int[] ends) {
            this.all = all;
            this.ends = ends;
        }

        List<ConsoleLine> all() {
            return all;
        }

        List<ConsoleLine> of(int event) {
            int from = event == 0 ? 0 : ends[event - 1];
            return from == ends[event] ? List.of() : all.subList(from, ends[event]);
        }
    }

    /** Whether lines have to be made even if no handler wants them. Safe on any thread. */
    boolean isKept() {
        return recent != null;
    }

    /** Whether lines wait for their order. Safe on any thread. */
    boolean isHolding() {
        return holding;
    }

    /** The last lines, the oldest first; empty if none are kept. Safe on any thread. */
    List<ConsoleLine> recent() {
        return recent == null ? List.of() : recent.get();
    }

    Lines of(List<ArchonEvent> events) {
        int[] ends = new int[events.size()];
        for (int i = 0; i < ends.length; i++) {
            ArchonEvent event = events.get(i);
            if (order == null) {
                settings.format().lines(event, out::add);
            } else if (ConsoleFormat.isConsole(event)) {
                TraceOrder lines = order;
                settings.format()
                        .lines(
                                event,
                                line -> lines.add(line, settings.nanoTime().getAsLong()));
            } else {
                order.release();
            }
            ends[i] = out.size();
        }
        await();
        // What could not wait any longer belongs to the last event.
        ends[ends.length - 1] = out.size();
        return new Lines(taken(), ends);
    }

    /** The lines of messages that were made lines when they were read. */
    List<ConsoleLine> of(LineBatch batch) {
        TraceOrder lines = order;
        if (lines == null) {
            if (recent != null) {
                recent.add(batch.lines());
            }
            return batch.lines();
        }
        for (ConsoleLine line : batch.lines()) {
            lines.add(line, settings.nanoTime().getAsLong());
        }
        await();
        return taken();
    }

    /** What is held and has waited long enough. */
    List<ConsoleLine> due() {
        timed = false;
        TraceOrder lines = order;
        if (lines == null) {
            return List.of();
        }
        OptionalLong at = lines.releaseAt();
        if (at.isPresent() && settings.nanoTime().getAsLong() - at.getAsLong() >= 0) {
            lines.release();
        }
        await();
        return taken();
    }

    /** All that is held, to be given before something that comes after it. */
    List<ConsoleLine> released() {
        if (order != null) {
            order.release();
        }
        holding = false;
        return taken();
    }

    private void await() {
        TraceOrder lines = order;
        if (lines == null) {
            return;
        }
        OptionalLong at = lines.releaseAt();
        if (at.isPresent() && !timed) {
            long left = Math.max(0, at.getAsLong() - settings.nanoTime().getAsLong());
            timed = settings.timer().test(due, Duration.ofNanos(left));
            if (!timed) {
                lines.release();
            }
        }
        holding = lines.releaseAt().isPresent();
    }

    private List<ConsoleLine> taken() {
        if (out.isEmpty()) {
            return List.of();
        }
        List<ConsoleLine> lines = Collections.unmodifiableList(out);
        out = new ArrayList<>();
        if (recent != null) {
            recent.add(lines);
        }
        return lines;
    }
}

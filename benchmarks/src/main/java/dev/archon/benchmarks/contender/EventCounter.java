package dev.archon.benchmarks.contender;

import dev.archon.benchmarks.workload.Checksum;
import dev.archon.benchmarks.workload.TimedLines;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/**
 * Counts the events of one connection. One thread at a time writes; {@link #events()} may be read by any other, so that
 * a window can be cut out of the run while it goes on.
 */
final class EventCounter {

    private static final VarHandle EVENTS;

    static {
        try {
            EVENTS = MethodHandles.lookup().findVarHandle(EventCounter.class, "events", long.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final @Nullable Latencies latencies;
    private long events;
    private long checksum;

    /** A counter that takes no times. */
    EventCounter() {
        this(null);
    }

    /** A counter that notes how long each line took. */
    EventCounter(@Nullable Latencies latencies) {
        this.latencies = latencies;
    }

    /** Counts a {@code log} event, and notes how long it took if that is asked for. */
    void line(String message) {
        event(message.length());
        if (latencies != null) {
            latencies.add(TimedLines.timeOf(message));
        }
    }

    /**
     * Counts an event or a line.
     *
     * @param length its length in the contender's unit
     */
    void event(int length) {
        checksum = Checksum.next(checksum, length);
        // Opaque: the sampling thread sees it soon, and it costs this thread nothing.
        EVENTS.setOpaque(this, events + 1);
    }

    /** Counts events of which nothing is looked at. */
    void unseen(long count) {
        EVENTS.setOpaque(this, events + count);
    }

    long events() {
        return (long) EVENTS.getOpaque(this);
    }

    /** The count and the checksum; complete only when the connection has been closed. */
    Checksum sum() {
        return new Checksum(events, checksum);
    }
}

package dev.archon.benchmarks.contender;

import dev.archon.benchmarks.workload.Sum;
import dev.archon.benchmarks.workload.TimedLines;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/**
 * Counts the events of one connection. One thread at a time writes; {@link #events()} may be read by any other, so that
 * a window can be cut out of the run while it goes on.
 */
final class Tally {

    private static final VarHandle EVENTS;

    static {
        try {
            EVENTS = MethodHandles.lookup().findVarHandle(Tally.class, "events", long.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final @Nullable Latencies latencies;
    private long events;
    private long checksum;

    /** Counts, and nothing else. */
    Tally() {
        this(null);
    }

    /** Counts, and notes how long each line took. */
    Tally(@Nullable Latencies latencies) {
        this.latencies = latencies;
    }

    /** A log line. */
    void line(String message) {
        event(message.length());
        if (latencies != null) {
            latencies.add(TimedLines.timeOf(message));
        }
    }

    /** An event that is not a log line. */
    void other() {
        event(0);
    }

    /** An event of which only the length is looked at. */
    void event(int length) {
        checksum = Sum.next(checksum, length);
        // Opaque: seen by the sampling thread in time, and free for this one.
        EVENTS.setOpaque(this, events + 1);
    }

    /** So many events, of which nothing is looked at. */
    void unseen(long count) {
        EVENTS.setOpaque(this, events + count);
    }

    long events() {
        return (long) EVENTS.getOpaque(this);
    }

    /** What was counted; right only when the connection has ended. */
    Sum sum() {
        return new Sum(events, checksum);
    }
}

package dev.archon.client.internal.observe;

import dev.archon.protocol.text.ForeignText;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Log lines that a server or a handler can cause without end. In each interval the first ones of a kind are written; one
 * line at its end says how many others there were, and of how many servers. Safe on any thread.
 */
public final class RepeatedLines {

    /** How many lines of a kind are written in an interval, for all servers of a client together. */
    static final int WRITTEN = 20;

    /** How long an interval is. */
    static final Duration INTERVAL = Duration.ofSeconds(30);

    /** How many different servers are counted. */
    private static final int MAX_SERVERS = 1_000;

    private final LogOutput output;
    private final LongSupplier nanoTime;
    private final Later later;
    private final Map<Kind, Interval> intervals = new EnumMap<>(Kind.class);

    /** The subject of a line. */
    public enum Kind {
        /** A message that could not be read. */
        UNREADABLE_MESSAGE(Level.WARNING, "messages that could not be read"),

        /** An error that a handler has thrown. */
        HANDLER_ERROR(Level.ERROR, "errors of handlers"),

        /** An error that the embedder's handler for errors has thrown. */
        ERROR_HANDLER_ERROR(Level.ERROR, "errors of onHandlerError(...)"),

        /** An error that code of the client's own, or of a library, has thrown. */
        INTERNAL_ERROR(Level.ERROR, "errors of the client or a library");

        private final Level level;
        private final String plural;

        Kind(Level level, String plural) {
            this.level = level;
            this.plural = plural;
        }
    }

    /** Runs something later. */
    @FunctionalInterface
    public interface Later {

        /**
         * Runs an action after a delay, on any thread.
         *
         * @param action what to run
         * @param delay how much later
         * @return whether it will be run; {@code false} if there is no thread any more that could
         */
        boolean schedule(Runnable action, Duration delay);
    }

    /** The lines of one interval. */
    private static final class Interval {

        private long end;
        private int written;
        private long others;
        private final Set<String> servers = new HashSet<>();
        private boolean awaited;
    }

    /**
     * Makes lines that go to an output.
     *
     * @param output where they go
     * @param nanoTime a clock, whose zero may lie anywhere
     * @param later runs what writes how many there were
     */
    public RepeatedLines(LogOutput output, LongSupplier nanoTime, Later later) {
        this.output = output;
        this.nanoTime = nanoTime;
        this.later = later;
    }

    /**
     * A line.
     *
     * @param text the line, without the server
     * @param error what was thrown; {@code null} if nothing was
     */
    public record Line(String text, @Nullable Throwable error) {}

    /**
     * Writes a line, or counts it.
     *
     * @param kind what it is about
     * @param serverId the server
     * @param line composes the line; called only if it is written, since to hide tokens takes longer than to read a message
     */
    public void write(Kind kind, String serverId, Supplier<Line> line) {
        String summary;
        boolean counted;
        synchronized (intervals) {
            long now = nanoTime.getAsLong();
            summary = summaryIfOver(kind, now);
            Interval interval = intervals.get(kind);
            if (interval == null) {
                interval = new Interval();
                interval.end = now + INTERVAL.toNanos();
                intervals.put(kind, interval);
            }
            counted = interval.written == WRITTEN;
            if (counted) {
                count(kind, interval, serverId, now);
            } else {
                interval.written++;
            }
        }
        if (summary != null) {
            output.write(kind.level, summary, null);
        }
        if (!counted) {
            Line composed = line.get();
            output.write(
                    kind.level,
                    "server " + ForeignText.hidingNothing().fit(serverId) + ": " + composed.text(),
                    composed.error());
        }
    }

    /** Says how many lines have been counted and not told yet. */
    public void flush() {
        for (Kind kind : Kind.values()) {
            String summary;
            synchronized (intervals) {
                summary = summary(kind, intervals.remove(kind));
            }
            if (summary != null) {
                output.write(kind.level, summary, null);
            }
        }
    }

    private void count(Kind kind, Interval interval, String serverId, long now) {
        interval.others++;
        if (interval.servers.size() < MAX_SERVERS) {
            interval.servers.add(serverId);
        }
        if (!interval.awaited) {
            // Where nothing runs later, the next line or the end of the client says it.
            interval.awaited = later.schedule(() -> tellIfOver(kind), Duration.ofNanos(interval.end - now));
        }
    }

    private void tellIfOver(Kind kind) {
        String summary;
        synchronized (intervals) {
            summary = summaryIfOver(kind, nanoTime.getAsLong());
        }
        if (summary != null) {
            output.write(kind.level, summary, null);
        }
    }

    private @Nullable String summaryIfOver(Kind kind, long now) {
        Interval interval = intervals.get(kind);
        // A difference, because the clock's zero may lie anywhere.
        if (interval == null || now - interval.end < 0) {
            return null;
        }
        intervals.remove(kind);
        return summary(kind, interval);
    }

    private static @Nullable String summary(Kind kind, @Nullable Interval interval) {
        if (interval == null || interval.others == 0) {
            return null;
        }
        int servers = interval.servers.size();
        String of = servers == 1
                ? "server "
                        + ForeignText.hidingNothing()
                                .fit(interval.servers.iterator().next())
                : (servers == MAX_SERVERS ? MAX_SERVERS + " servers or more" : servers + " servers");
        return interval.others + " more " + kind.plural + " within " + INTERVAL.toSeconds() + " s, of " + of;
    }
}

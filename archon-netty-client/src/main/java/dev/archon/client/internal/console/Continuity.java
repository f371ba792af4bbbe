package dev.archon.client.internal.console;

import dev.archon.client.ConsoleGap;
import dev.archon.protocol.event.ArchonEvent;
import dev.archon.protocol.event.LogEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a server's log in one piece across connections: of the history that is replayed on a new connection, only what is
 * new goes on, and where it does not reach back far enough there is a gap.
 *
 * <p>On a new connection events are held back from the first line on until it is known how the replay fits, which is after
 * a line or two in most cases; {@link #conclude()} decides when the time for that is over, and so does what is held back
 * when it grows too large. Not thread-safe.
 */
public final class Continuity {

    private final LineMemory memory;
    private final int mostHeldBack;
    private final long mostBytesHeldBack;
    private @Nullable Overlap overlap;
    private List<ArchonEvent> heldBack = new ArrayList<>();
    private long bytesHeldBack;
    private Instant lastLine = Instant.EPOCH;
    private Instant connectedAt = Instant.EPOCH;

    /**
     * Begins with a server of which nothing has come yet.
     *
     * @param lines how many of the last lines are remembered, at 8 bytes each
     * @param mostBytes how large what is held back may be, as messages
     */
    public Continuity(int lines, long mostBytes) {
        this.memory = new LineMemory(lines);
        this.mostHeldBack = 4 * lines;
        this.mostBytesHeldBack = mostBytes;
    }

    /**
     * What goes on to the handlers.
     *
     * @param gap what comes before the events; empty if nothing is missing
     * @param events in order; may be empty
     * @param bytes the size of their messages
     */
    public record Passed(Optional<ConsoleGap> gap, List<ArchonEvent> events, long bytes) {

        private static final Passed NOTHING = new Passed(Optional.empty(), List.of(), 0);
    }

    /**
     * A connection was made; what it brings may begin with a replay.
     *
     * @param now the time
     * @return what was held back until now
     */
    public Passed connected(Instant now) {
        Passed before = conclude();
        connectedAt = now;
        overlap = memory.size() == 0 ? null : new Overlap(memory);
        return before;
    }

    /**
     * Takes what one read has brought.
     *
     * @param events in order
     * @param bytes the size of their messages
     * @param now the time
     * @return what goes on
     */
    public Passed receive(List<ArchonEvent> events, long bytes, Instant now) {
        Overlap deciding = overlap;
        if (deciding == null || (heldBack.isEmpty() && !hasLine(events))) {
            remember(events, now);
            return new Passed(Optional.empty(), events, bytes);
        }
        heldBack.addAll(events);
        bytesHeldBack += bytes;
        boolean decided = heldBack.size() > mostHeldBack || bytesHeldBack > mostBytesHeldBack;
        for (int i = 0; i < events.size() && !decided; i++) {
            decided = events.get(i) instanceof LogEvent log && deciding.next(LineMemory.hash(log));
        }
        return decided ? conclude(now) : Passed.NOTHING;
    }

    /**
     * Whether events are held back.
     *
     * @return whether there is something to {@link #conclude()}
     */
    public boolean isHolding() {
        return !heldBack.isEmpty();
    }

    /**
     * Decides by what is known, since no more of the replay will come.
     *
     * @return what was held back and goes on now
     */
    public Passed conclude() {
        return conclude(connectedAt);
    }

    private Passed conclude(Instant now) {
        Overlap decided = overlap;
        if (decided == null || heldBack.isEmpty()) {
            // Nothing is held back before the first line, which is the first to decide by.
            return Passed.NOTHING;
        }
        List<ArchonEvent> events = withoutLines(decided.length());
        Optional<ConsoleGap> gap =
                decided.length() == 0 ? Optional.of(new ConsoleGap(lastLine, connectedAt)) : Optional.empty();
        Passed passed = new Passed(gap, events, bytesHeldBack);
        heldBack = new ArrayList<>();
        bytesHeldBack = 0;
        overlap = null;
        remember(events, now);
        return passed;
    }

    private static boolean hasLine(List<ArchonEvent> events) {
        for (int i = 0; i < events.size(); i++) {
            if (events.get(i) instanceof LogEvent) {
                return true;
            }
        }
        return false;
    }

    private List<ArchonEvent> withoutLines(int count) {
        List<ArchonEvent> rest = new ArrayList<>(heldBack.size());
        int left = count;
        for (ArchonEvent event : heldBack) {
            if (left > 0 && event instanceof LogEvent) {
                left--;
            } else {
                rest.add(event);
            }
        }
        return rest;
    }

    private void remember(List<ArchonEvent> events, Instant now) {
        for (int i = 0; i < events.size(); i++) {
            if (events.get(i) instanceof LogEvent log) {
                memory.add(LineMemory.hash(log));
                lastLine = now;
            }
        }
    }
}

package dev.archon.client.internal.transport;

import dev.archon.client.internal.dispatch.LineBatch;
import dev.archon.protocol.event.ArchonEvent;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Collects what the messages of one read say, in order, in runs of events and runs of lines, until it is handed over.
 * Mostly there is one run only.
 */
final class ReadParts {

    /** Each run costs as much as a read, so that a server which sends both in turns is better read as events. */
    private static final int MOST_PARTS = 16;

    /** Room for so many entries is made at once at most, 16 KiB of references. */
    private static final int MOST_EXPECTED = 4 * 1024;

    /** As many as a list without a size makes room for. */
    private static final int LEAST_EXPECTED = 10;

    private final ConnectionListener listener;
    private List<Part> parts = List.of();
    private @Nullable Part last;
    private int next;

    /**
     * How many entries the last run had, which the next one has room for from the beginning: in a burst one read brings
     * thousands, and a list that grows copies each reference twice.
     */
    private int expected = LEAST_EXPECTED;

    ReadParts(ConnectionListener listener) {
        this.listener = listener;
    }

    /** A run of events, or of messages as lines. */
    private static final class Part {

        private final List<ArchonEvent> events;
        private final @Nullable LineBatch lines;
        private long bytes;

        Part(List<ArchonEvent> events, @Nullable LineBatch lines) {
            this.events = events;
            this.lines = lines;
        }
    }

    void add(ArchonEvent event, int bytes) {
        Part part = last;
        if (part == null || part.lines != null) {
            part = begin(new Part(new ArrayList<>(expected), null));
        }
        part.events.add(event);
        part.bytes += bytes;
    }

    /** Where the lines of the next message are to be added; {@code null} if it is better made an event. */
    @Nullable
    LineBatch lines() {
        Part part = last;
        if (part == null || part.lines == null) {
            if (parts.size() >= MOST_PARTS) {
                return null;
            }
            part = begin(new Part(List.of(), new LineBatch(expected)));
        }
        return part.lines;
    }

    /** Notes the size of a message whose lines have been added. */
    void addedLines(int bytes) {
        if (last != null) {
            last.bytes += bytes;
        }
    }

    private Part begin(Part part) {
        if (parts.isEmpty()) {
            parts = new ArrayList<>(1);
        }
        parts.add(part);
        last = part;
        return part;
    }

    /** Hands everything over. What the listener does may lead here again, and then that call hands over the rest. */
    void deliver() {
        while (next < parts.size()) {
            Part part = parts.get(next++);
            if (part == last) {
                parts = List.of();
                last = null;
                next = 0;
            }
            LineBatch lines = part.lines;
            expect(lines == null ? part.events.size() : lines.lines().size());
            if (lines == null) {
                listener.received(part.events, part.bytes);
            } else if (lines.size() > 0) {
                listener.received(lines, part.bytes);
            }
        }
    }

    private void expect(int entries) {
        expected = Math.max(LEAST_EXPECTED, Math.min(entries, MOST_EXPECTED));
    }
}

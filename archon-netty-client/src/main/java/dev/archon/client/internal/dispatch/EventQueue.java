package dev.archon.client.internal.dispatch;

import dev.archon.client.EventsDropped;
import dev.archon.client.Overflow;
import dev.archon.protocol.event.ArchonEvent;
import dev.archon.protocol.event.AuthExpiringEvent;
import dev.archon.protocol.event.AuthIncorrectEvent;
import dev.archon.protocol.event.AuthOkEvent;
import dev.archon.protocol.event.LogEvent;
import dev.archon.protocol.event.PowerStateEvent;
import dev.archon.protocol.event.StateEvent;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What waits for one consumer, in order, within bounds. Not thread-safe.
 *
 * <p>Events come in batches and are not copied one by one: a batch has a cursor, which moves on when its first events are
 * taken or dropped. A batch's bytes are shared out evenly among its events.
 *
 * <p>Control events are never dropped. Should a server send nothing else, {@link #isFull()} becomes true at twice the
 * bounds whatever the policy is, so that memory stays bounded.
 */
final class EventQueue {

    /** As many notices may wait; of more than that only the newest of each kind counts. */
    private static final int MAX_NOTICES = 1_000;

    private final Overflow overflow;
    private final int maxEvents;
    private final long maxBytes;

    /** What stands before all droppable events: control events whose neighbours were dropped, and notices among them. */
    private final Deque<Waiting> passed = new ArrayDeque<>();

    private final Deque<Waiting> waiting = new ArrayDeque<>();
    private @Nullable EventsDropped droppedAtFront;
    private long events;
    private long bytes;
    private int notices;

    EventQueue(Overflow overflow, int maxEvents, long maxBytes) {
        this.overflow = overflow;
        this.maxEvents = maxEvents;
        this.maxBytes = maxBytes;
    }

    /** Something to be handed to the consumer. */
    sealed interface Entry {}

    /**
     * Events, in order.
     *
     * @param events one or more; not to be changed
     */
    record Events(List<ArchonEvent> events) implements Entry {}

    /**
     * A place where events were dropped.
     *
     * @param counts how many
     */
    record Dropped(EventsDropped counts) implements Entry {}

    /**
     * Something to be done between events.
     *
     * @param action what
     */
    record Action(Runnable action) implements Entry {}

    /** The same, while it waits. */
    private sealed interface Waiting {}

    private static final class Batch implements Waiting {

        private final List<ArchonEvent> events;
        private final long bytesEach;
        private int from;

        Batch(List<ArchonEvent> events, long bytesEach) {
            this.events = events;
            this.bytesEach = bytesEach;
        }
    }

    private static final class Loss implements Waiting {

        private EventsDropped counts;

        Loss(EventsDropped counts) {
            this.counts = counts;
        }
    }

    private static final class Notice implements Waiting {

        private final @Nullable Object kind;
        private Runnable action;

        Notice(@Nullable Object kind, Runnable action) {
            this.kind = kind;
            this.action = action;
        }
    }

    /**
     * Adds events, and drops some if there is no room and the policy says so.
     *
     * @param batch the events, one or more, not changed afterwards
     * @param size the bytes of their messages
     * @return what was dropped; {@code null} if nothing was
     */
    @Nullable
    EventsDropped offer(List<ArchonEvent> batch, long size) {
        long bytesEach = Math.max(1, (size + batch.size() - 1) / batch.size());
        if (overflow == Overflow.DROP_NEWEST) {
            return offerWhatFits(batch, bytesEach);
        }
        append(batch, bytesEach);
        return overflow == Overflow.DROP_OLDEST ? dropOldest() : null;
    }

    /**
     * Adds something to be done after what is there.
     *
     * @param action what
     */
    void add(Runnable action) {
        append(new Notice(null, action));
    }

    /**
     * Adds something to be done after what is there, of which only the newest counts if very many wait.
     *
     * @param kind what it is one of
     * @param action what
     */
    void add(Object kind, Runnable action) {
        Notice newest = notices < MAX_NOTICES ? null : newest(kind);
        if (newest == null) {
            append(new Notice(kind, action));
        } else {
            newest.action = action;
        }
    }

    private void append(Notice notice) {
        notices++;
        waiting.add(notice);
    }

    private @Nullable Notice newest(Object kind) {
        for (Deque<Waiting> source : List.of(waiting, passed)) {
            for (Iterator<Waiting> each = source.descendingIterator(); each.hasNext(); ) {
                if (each.next() instanceof Notice notice && kind.equals(notice.kind)) {
                    return notice;
                }
            }
        }
        return null;
    }

    /** Adds a place where events were dropped by others. */
    void lost(EventsDropped counts) {
        if (waiting.peekLast() instanceof Loss last) {
            last.counts = last.counts.plus(counts);
        } else {
            waiting.add(new Loss(counts));
        }
    }

    /**
     * Takes what comes next.
     *
     * @param most how many events to take at most; without room for one, only what is none is taken
     * @return the next entry; {@code null} if there is none, or none that may be taken
     */
    @Nullable
    Entry poll(long most) {
        EventsDropped atFront = droppedAtFront;
        if (atFront != null) {
            droppedAtFront = null;
            return new Dropped(atFront);
        }
        Deque<Waiting> source = passed.isEmpty() ? waiting : passed;
        Waiting next = source.peek();
        if (next instanceof Batch batch) {
            return most <= 0 ? null : take(source, batch, most);
        }
        source.poll();
        if (next instanceof Loss loss) {
            return new Dropped(loss.counts);
        }
        if (next instanceof Notice notice) {
            notices--;
            return new Action(notice.action);
        }
        return null;
    }

    /** Whether whoever offers should stop for now. */
    boolean isFull() {
        int times = overflow == Overflow.BACKPRESSURE ? 1 : 2;
        return events >= (long) times * maxEvents || bytes >= times * maxBytes;
    }

    /** Whether whoever has stopped offering should go on. */
    boolean isLow() {
        return events <= maxEvents / 2 && bytes <= maxBytes / 2;
    }

    long events() {
        return events;
    }

    long bytes() {
        return bytes;
    }

    void clear() {
        passed.clear();
        waiting.clear();
        droppedAtFront = null;
        events = 0;
        bytes = 0;
        notices = 0;
    }

    private Entry take(Deque<Waiting> source, Batch batch, long most) {
        int left = batch.events.size() - batch.from;
        int count = (int) Math.min(left, most);
        List<ArchonEvent> taken =
                count == batch.events.size() ? batch.events : batch.events.subList(batch.from, batch.from + count);
        batch.from += count;
        account(-count, batch.bytesEach);
        if (count == left) {
            source.poll();
        }
        return new Events(taken);
    }

    private void append(List<ArchonEvent> batch, long bytesEach) {
        waiting.add(new Batch(batch, bytesEach));
        account(batch.size(), bytesEach);
    }

    private void account(int count, long bytesEach) {
        events += count;
        bytes += count * bytesEach;
    }

    private @Nullable EventsDropped offerWhatFits(List<ArchonEvent> batch, long bytesEach) {
        int room = (int) Math.max(0, Math.min(maxEvents - events, (maxBytes - bytes) / bytesEach));
        if (room >= batch.size()) {
            append(batch, bytesEach);
            return null;
        }
        if (room > 0) {
            append(batch.subList(0, room), bytesEach);
        }
        List<ArchonEvent> rest = batch.subList(room, batch.size());
        List<ArchonEvent> control = rest.stream().filter(EventQueue::isControl).toList();
        EventsDropped lost = dropped(rest);
        if (lost != null) {
            lost(lost);
        }
        if (!control.isEmpty()) {
            append(control, bytesEach);
        }
        return lost;
    }

    private @Nullable EventsDropped dropOldest() {
        EventsDropped lost = null;
        while (events > maxEvents || bytes > maxBytes) {
            Waiting oldest = waiting.peek();
            if (oldest == null) {
                break;
            }
            if (oldest instanceof Batch batch) {
                EventsDropped part = dropFrom(batch);
                lost = lost == null ? part : part == null ? lost : lost.plus(part);
                if (batch.from < batch.events.size()) {
                    continue;
                }
            } else if (oldest instanceof Loss loss) {
                droppedAtFront = droppedAtFront == null ? loss.counts : droppedAtFront.plus(loss.counts);
            } else {
                passed.add(oldest);
            }
            waiting.poll();
        }
        if (lost != null) {
            droppedAtFront = droppedAtFront == null ? lost : droppedAtFront.plus(lost);
        }
        return lost;
    }

    private @Nullable EventsDropped dropFrom(Batch batch) {
        List<ArchonEvent> control = new ArrayList<>();
        long count = 0;
        long logLines = 0;
        while (batch.from < batch.events.size() && (events > maxEvents || bytes > maxBytes)) {
            ArchonEvent event = batch.events.get(batch.from++);
            if (isControl(event)) {
                control.add(event);
            } else {
                account(-1, batch.bytesEach);
                count++;
                logLines += event instanceof LogEvent ? 1 : 0;
            }
        }
        if (!control.isEmpty()) {
            passed.add(new Batch(control, batch.bytesEach));
        }
        return count == 0 ? null : new EventsDropped(count, logLines);
    }

    private static @Nullable EventsDropped dropped(List<ArchonEvent> events) {
        long count = 0;
        long logLines = 0;
        for (ArchonEvent event : events) {
            count += isControl(event) ? 0 : 1;
            logLines += event instanceof LogEvent ? 1 : 0;
        }
        return count == 0 ? null : new EventsDropped(count, logLines);
    }

    /** What the state of a server is known by, and what is rare. */
    private static boolean isControl(ArchonEvent event) {
        return event instanceof PowerStateEvent
                || event instanceof StateEvent
                || event instanceof AuthOkEvent
                || event instanceof AuthExpiringEvent
                || event instanceof AuthIncorrectEvent;
    }
}

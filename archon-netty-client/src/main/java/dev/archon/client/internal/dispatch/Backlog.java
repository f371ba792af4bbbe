package dev.archon.client.internal.dispatch;

import dev.archon.client.EventsDropped;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What waits for one consumer, in the order of delivery, with its number and size. It has no bounds for events: {@link
 * EventQueue} decides what is dropped. Not thread-safe.
 *
 * <p>Only the first batch can be one of which some events are gone, so that what is kept alive is what is counted, and
 * what one read has brought.
 */
final class Backlog {

    /** As many notices may wait; of more than that only the newest of each kind counts. */
    private static final int MAX_NOTICES = 1_000;

    /** The kind of a notice that is never forgotten. */
    private static final Object END = new Object();

    /** What stands before all droppable events: control events whose neighbours were dropped, and notices among them. */
    private final Deque<Waiting> passed = new ArrayDeque<>(0);

    /** Begins small: every server has one, and most consumers keep up. */
    private final Deque<Waiting> waiting = new ArrayDeque<>(1);

    private @Nullable EventsDropped droppedAtFront;
    private long events;
    private long bytes;
    private int notices;

    /** A {@link QueueEntry} while it waits. */
    sealed interface Waiting permits EventBatch, Loss, Notice {}

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

    /** Adds events behind what is there. */
    void append(EventBatch batch) {
        waiting.add(batch);
        account(batch.left(), batch.bytes());
    }

    /** Adds a place where events were dropped behind what is there. */
    void appendLoss(EventsDropped counts) {
        if (waiting.peekLast() instanceof Loss last) {
            last.counts = last.counts.plus(counts);
        } else {
            waiting.add(new Loss(counts));
        }
    }

    /** Adds something to be done behind what is there. */
    void appendAction(Runnable action) {
        append(new Notice(null, action));
    }

    /** Adds something to be done behind what is there, of which only the newest of its kind counts if very many wait. */
    void appendAction(Object kind, Runnable action) {
        Notice newest = notices < MAX_NOTICES ? null : newest(kind);
        if (newest == null) {
            append(new Notice(kind, action));
        } else {
            newest.action = action;
        }
    }

    /** Adds something to be done behind what is there, which {@link #clear} keeps. */
    void appendEnd(Runnable action) {
        append(new Notice(END, action));
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

    /**
     * Takes the next entry.
     *
     * @param most how many events to take at most; if 0 or less, only an entry without events is taken
     * @return the next entry; {@code null} if there is none, or none that may be taken
     */
    @Nullable
    QueueEntry poll(long most) {
        EventsDropped atFront = droppedAtFront;
        if (atFront != null) {
            droppedAtFront = null;
            return new QueueEntry.Dropped(atFront);
        }
        Deque<Waiting> source = passed.isEmpty() ? waiting : passed;
        Waiting next = source.peek();
        if (next instanceof EventBatch batch) {
            return most <= 0 ? null : take(source, batch, most);
        }
        source.poll();
        if (next instanceof Loss loss) {
            return new QueueEntry.Dropped(loss.counts);
        }
        if (next instanceof Notice notice) {
            notices--;
            return new QueueEntry.Action(notice.action);
        }
        return null;
    }

    private QueueEntry take(Deque<Waiting> source, EventBatch batch, long most) {
        int count = (int) Math.min(batch.left(), most);
        Messages taken = batch.next(count);
        account(-count, -batch.pass(count));
        if (batch.left() == 0) {
            source.poll();
        }
        return taken instanceof LineBatch lines
                ? new QueueEntry.Lines(lines)
                : new QueueEntry.Events(((EventMessages) taken).events());
    }

    /**
     * The batch from which events are dropped first. What waits before it and is never dropped moves out of its way.
     *
     * @return the batch; {@code null} if there is none
     */
    @Nullable
    EventBatch oldest() {
        while (true) {
            Waiting first = waiting.peek();
            if (first == null) {
                return null;
            } else if (first instanceof EventBatch batch) {
                return batch;
            } else if (first instanceof Loss loss) {
                lostAtFront(loss.counts);
            } else {
                passed.add(first);
            }
            waiting.poll();
        }
    }

    /** Drops the next events of the {@link #oldest} batch. */
    void drop(EventBatch oldest, int count) {
        account(-count, -oldest.pass(count));
        removeIfEmpty(oldest);
    }

    /**
     * Moves the next event of the {@link #oldest} batch before all that may be dropped.
     *
     * @return the event alone: of what stands before all others nothing is taken in part either
     */
    EventBatch keep(EventBatch oldest) {
        EventBatch one = oldest.split(1);
        removeIfEmpty(oldest);
        passed.add(one);
        return one;
    }

    private void removeIfEmpty(EventBatch oldest) {
        if (oldest.left() == 0) {
            waiting.poll();
        }
    }

    /** Drops one event that was kept although there was no room. Returns whether it still waited here. */
    boolean remove(EventBatch kept) {
        boolean removed = passed.removeLastOccurrence(kept) || waiting.removeLastOccurrence(kept);
        if (removed) {
            account(-kept.left(), -kept.bytes());
        }
        return removed;
    }

    /** Adds to the number of events that were dropped before all that waits. */
    void lostAtFront(EventsDropped counts) {
        droppedAtFront = droppedAtFront == null ? counts : droppedAtFront.plus(counts);
    }

    /** Whether there is nothing to be taken. */
    boolean isEmpty() {
        return droppedAtFront == null && passed.isEmpty() && waiting.isEmpty();
    }

    /** Whether no notice should be added that can be done without. */
    boolean hasManyNotices() {
        return notices >= MAX_NOTICES;
    }

    long events() {
        return events;
    }

    long bytes() {
        return bytes;
    }

    /** Forgets everything but the actions of {@link #appendEnd}. */
    void clear() {
        List<Notice> ends = Stream.concat(passed.stream(), waiting.stream())
                .filter(Notice.class::isInstance)
                .map(Notice.class::cast)
                .filter(notice -> notice.kind == END)
                .toList();
        passed.clear();
        waiting.clear();
        waiting.addAll(ends);
        droppedAtFront = null;
        events = 0;
        bytes = 0;
        notices = ends.size();
    }

    private void account(int moreEvents, long moreBytes) {
        events += moreEvents;
        bytes += moreBytes;
    }
}

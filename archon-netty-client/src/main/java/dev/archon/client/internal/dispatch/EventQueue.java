package dev.archon.client.internal.dispatch;

import dev.archon.client.EventsDropped;
import dev.archon.client.Overflow;
import dev.archon.protocol.event.ArchonEvent;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What waits for one consumer, in order, within bounds. Not thread-safe.
 *
 * <p>Events come in batches and are not copied one by one: a batch has a cursor, which moves on when its first events are
 * taken or dropped. Only the first batch of a queue can be one of which some are gone, so that what is kept alive is what is
 * counted, and what one read has brought. Whatever else is kept of a batch is copied, so as not to keep all of it alive.
 *
 * <p>The bytes of a batch that is not taken whole are shared out among its events by {@link EventWeight}: an even share
 * would let a server hide one large event among many small ones, of which the large ones stay.
 *
 * <p>Control events are never dropped, and of the lists that a server sends as a whole the newest is kept, and the end of
 * each of their items; {@link RetentionRule} says which. Should a server send nothing else, {@link #isFull()} becomes true at twice the
 * bounds whatever the policy is, so that memory stays bounded.
 */
final class EventQueue {

    /** As many notices may wait; of more than that only the newest of each kind counts. */
    private static final int MAX_NOTICES = 1_000;

    /** The kind of a notice that is never forgotten. */
    private static final Object END = new Object();

    private final Overflow overflow;
    private final int maxEvents;
    private final long maxBytes;

    /** What stands before all droppable events: control events whose neighbours were dropped, and notices among them. */
    private final Deque<Waiting> passed = new ArrayDeque<>();

    private final Deque<Waiting> waiting = new ArrayDeque<>();

    /** Of each kind of which only the newest is kept, the one that was kept although there was no room. */
    private final Map<RetentionRule, EventBatch> newest = new EnumMap<>(RetentionRule.class);

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
     * Lines of the console, in order.
     *
     * @param batch the lines of one message or more; not to be changed
     */
    record Lines(LineBatch batch) implements Entry {}

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

    /**
     * Adds events, and drops some if there is no room and the policy says so.
     *
     * @param batch the events, one or more, not changed afterwards
     * @param size the bytes of their messages
     * @return what was dropped; {@code null} if nothing was
     */
    @Nullable
    EventsDropped offer(List<ArchonEvent> batch, long size) {
        return offer(new EventMessages(batch), size);
    }

    /**
     * Adds messages, and drops some if there is no room and the policy says so.
     *
     * @param messages one or more, not changed afterwards
     * @param size their bytes
     * @return what was dropped; {@code null} if nothing was
     */
    @Nullable
    EventsDropped offer(Messages messages, long size) {
        EventBatch offered = new EventBatch(messages, size);
        if (overflow == Overflow.DROP_NEWEST) {
            return offerWhatFits(offered);
        }
        append(offered);
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

    /**
     * Adds something to be done after what is there, and done too if that is forgotten.
     *
     * @param action what
     */
    void addEnd(Runnable action) {
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

    /** Adds a place where events were dropped by others. */
    void lost(EventsDropped counts) {
        if (waiting.peekLast() instanceof Loss last) {
            last.counts = last.counts.plus(counts);
        } else {
            waiting.add(new Loss(counts));
        }
    }

    /**
     * Takes the next entry.
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
        if (next instanceof EventBatch batch) {
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

    /** Forgets all but those who wait for the end. */
    void clear() {
        List<Notice> ends = Stream.concat(passed.stream(), waiting.stream())
                .filter(Notice.class::isInstance)
                .map(Notice.class::cast)
                .filter(notice -> notice.kind == END)
                .toList();
        passed.clear();
        waiting.clear();
        newest.clear();
        waiting.addAll(ends);
        droppedAtFront = null;
        events = 0;
        bytes = 0;
        notices = ends.size();
    }

    private Entry take(Deque<Waiting> source, EventBatch batch, long most) {
        int count = (int) Math.min(batch.left(), most);
        Messages taken = batch.next(count);
        account(-count, -batch.pass(count));
        if (batch.left() == 0) {
            source.poll();
        }
        return taken instanceof LineBatch lines ? new Lines(lines) : new Events(((EventMessages) taken).events());
    }

    private void append(EventBatch batch) {
        waiting.add(batch);
        account(batch.left(), batch.bytes());
    }

    private void account(int moreEvents, long moreBytes) {
        events += moreEvents;
        bytes += moreBytes;
    }

    private @Nullable EventsDropped offerWhatFits(EventBatch offered) {
        int room = (int) Math.max(0, Math.min(offered.left(), maxEvents - events));
        if (room == offered.left() && offered.bytes() <= maxBytes - bytes) {
            append(offered);
            return null;
        }
        int fitting = offered.fitting(room, maxBytes - bytes);
        if (fitting > 0) {
            append(offered.split(fitting));
        }
        if (offered.left() == 0) {
            return null;
        }
        if (offered.noneIsKept()) {
            // As a rule, and then nothing has to be weighed.
            EventsDropped all = offered.counts(offered.left());
            lost(all);
            return all;
        }
        List<EventBatch> kept = new ArrayList<>();
        EventsDropped lost = null;
        while (offered.left() > 0) {
            if (!offered.isFirstKept()) {
                lost = plus(lost, offered.counts(1));
                offered.pass(1);
                continue;
            }
            EventBatch one = offered.split(1);
            EventBatch replaced = replaces(one);
            if (replaced != null) {
                lost = plus(lost, replaced.counts(1));
                if (!kept.removeIf(each -> each == replaced) && waiting.removeLastOccurrence(replaced)) {
                    account(-1, -replaced.bytes());
                }
            }
            kept.add(one);
        }
        if (lost != null) {
            lost(lost);
        }
        kept.forEach(this::append);
        return lost;
    }

    /**
     * Notes that an event is kept although there is no room.
     *
     * @return the one in whose place it is kept, which still waits; {@code null} if there is none
     */
    private @Nullable EventBatch replaces(EventBatch one) {
        ArchonEvent event = one.first();
        RetentionRule keeping = RetentionRule.of(event);
        EventBatch before = keeping.isNewestOnly() ? newest.put(keeping, one) : null;
        return before == null || before.left() == 0 || !RetentionRule.supersedes(event, before.first()) ? null : before;
    }

    private @Nullable EventsDropped dropOldest() {
        EventsDropped lost = null;
        while (isOver()) {
            Waiting oldest = waiting.peek();
            if (oldest == null) {
                break;
            }
            if (oldest instanceof EventBatch batch) {
                EventsDropped part = dropFrom(batch);
                lost = lost == null ? part : part == null ? lost : lost.plus(part);
                if (batch.left() > 0) {
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

    private boolean isFullWithout(EventBatch batch) {
        return events - batch.left() >= maxEvents || bytes - batch.bytes() >= maxBytes;
    }

    private boolean isOver() {
        return events > maxEvents || bytes > maxBytes;
    }

    private @Nullable EventsDropped dropFrom(EventBatch batch) {
        if (isFullWithout(batch) && batch.noneIsKept()) {
            // As a rule, and then nothing has to be weighed.
            EventsDropped all = batch.counts(batch.left());
            account(-batch.left(), -batch.bytes());
            batch.pass(batch.left());
            return all;
        }
        long count = 0;
        long logLines = 0;
        while (batch.left() > 0 && isOver()) {
            if (!batch.isFirstKept()) {
                logLines += batch.lines(1);
                account(-1, -batch.pass(1));
                count++;
                continue;
            }
            // Each by itself: of what stands before all others nothing is taken in part either.
            EventBatch one = batch.split(1);
            EventBatch replaced = replaces(one);
            if (replaced != null && passed.removeLastOccurrence(replaced)) {
                account(-1, -replaced.bytes());
                count++;
            }
            passed.add(one);
        }
        return count == 0 ? null : new EventsDropped(count, logLines);
    }

    private static @Nullable EventsDropped plus(@Nullable EventsDropped some, @Nullable EventsDropped more) {
        return some == null ? more : more == null ? some : some.plus(more);
    }
}

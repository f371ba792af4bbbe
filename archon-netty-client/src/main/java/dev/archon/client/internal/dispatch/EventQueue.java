package dev.archon.client.internal.dispatch;

import dev.archon.client.EventsDropped;
import dev.archon.client.Overflow;
import dev.archon.protocol.event.ArchonEvent;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Keeps what waits for one consumer within bounds: says which events are dropped when there is no room. Not thread-safe.
 *
 * <p>Events come in batches and are not copied one by one: a batch has a cursor, which moves on when its first events are
 * taken or dropped. Whatever else is kept of a batch is copied, so as not to keep all of it alive.
 *
 * <p>The bytes of a batch that is not taken whole are shared out among its events by {@link EventWeight}: an even share
 * would let a server hide one large event among many small ones, of which the large ones stay.
 *
 * <p>Control events are never dropped, and of the lists that a server sends as a whole the newest is kept, and the end of
 * each of their items; {@link RetentionRule} says which. Should a server send nothing else, {@link #isFull()} becomes
 * true at twice the bounds whatever the policy is, so that memory stays bounded.
 */
final class EventQueue {

    private final Overflow overflow;
    private final int maxEvents;
    private final long maxBytes;
    private final Backlog backlog = new Backlog();

    /** Of each kind of which only the newest is kept, the one that was kept although there was no room: mostly none. */
    private Map<RetentionRule, EventBatch> newest = Map.of();

    EventQueue(Overflow overflow, int maxEvents, long maxBytes) {
        this.overflow = overflow;
        this.maxEvents = maxEvents;
        this.maxBytes = maxBytes;
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
        backlog.append(offered);
        return overflow == Overflow.DROP_OLDEST ? dropOldest() : null;
    }

    /**
     * Adds something to be done after what is there.
     *
     * @param action what
     */
    void add(Runnable action) {
        backlog.appendAction(action);
    }

    /**
     * Adds something to be done after what is there, of which only the newest counts if very many wait.
     *
     * @param kind what it is one of
     * @param action what
     */
    void add(Object kind, Runnable action) {
        backlog.appendAction(kind, action);
    }

    /**
     * Adds something to be done after what is there, and done too if that is forgotten.
     *
     * @param action what
     */
    void addEnd(Runnable action) {
        backlog.appendEnd(action);
    }

    /** Adds a place where events were dropped by others. */
    void lost(EventsDropped counts) {
        backlog.appendLoss(counts);
    }

    /**
     * Takes the next entry.
     *
     * @param most how many events to take at most; if 0 or less, only an entry without events is taken
     * @return the next entry; {@code null} if there is none, or none that may be taken
     */
    @Nullable
    QueueEntry poll(long most) {
        return backlog.poll(most);
    }

    /** Whether whoever offers should stop for now. */
    boolean isFull() {
        int times = overflow == Overflow.BACKPRESSURE ? 1 : 2;
        return backlog.events() >= (long) times * maxEvents || backlog.bytes() >= times * maxBytes;
    }

    /** Whether whoever has stopped offering should go on. */
    boolean isLow() {
        return backlog.events() <= maxEvents / 2 && backlog.bytes() <= maxBytes / 2;
    }

    /** Whether there is nothing to be taken. */
    boolean isEmpty() {
        return backlog.isEmpty();
    }

    /** Whether no notice should be added that can be done without. */
    boolean hasManyNotices() {
        return backlog.hasManyNotices();
    }

    long events() {
        return backlog.events();
    }

    long bytes() {
        return backlog.bytes();
    }

    /** Forgets all but those who wait for the end. */
    void clear() {
        backlog.clear();
        newest = Map.of();
    }

    private @Nullable EventsDropped offerWhatFits(EventBatch offered) {
        int room = (int) Math.max(0, Math.min(offered.left(), maxEvents - backlog.events()));
        long roomInBytes = maxBytes - backlog.bytes();
        if (room == offered.left() && offered.bytes() <= roomInBytes) {
            backlog.append(offered);
            return null;
        }
        int fitting = offered.fitting(room, roomInBytes);
        if (fitting > 0) {
            backlog.append(offered.split(fitting));
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
        return dropUnkept(offered);
    }

    /** Drops what does not fit, except what is always kept. */
    private @Nullable EventsDropped dropUnkept(EventBatch offered) {
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
                if (!kept.removeIf(each -> each == replaced)) {
                    backlog.remove(replaced);
                }
            }
            kept.add(one);
        }
        if (lost != null) {
            lost(lost);
        }
        kept.forEach(backlog::append);
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
        if (!keeping.isNewestOnly()) {
            return null;
        }
        if (newest.isEmpty()) {
            newest = new EnumMap<>(RetentionRule.class);
        }
        EventBatch before = newest.put(keeping, one);
        return before == null || before.left() == 0 || !RetentionRule.supersedes(event, before.first()) ? null : before;
    }

    private @Nullable EventsDropped dropOldest() {
        EventsDropped lost = null;
        while (isOver()) {
            EventBatch oldest = backlog.oldest();
            if (oldest == null) {
                break;
            }
            lost = plus(lost, dropFrom(oldest));
        }
        if (lost != null) {
            backlog.lostAtFront(lost);
        }
        return lost;
    }

    private boolean isFullWithout(EventBatch batch) {
        return backlog.events() - batch.left() >= maxEvents || backlog.bytes() - batch.bytes() >= maxBytes;
    }

    private boolean isOver() {
        return backlog.events() > maxEvents || backlog.bytes() > maxBytes;
    }

    private @Nullable EventsDropped dropFrom(EventBatch oldest) {
        if (isFullWithout(oldest) && oldest.noneIsKept()) {
            // As a rule, and then nothing has to be weighed.
            EventsDropped all = oldest.counts(oldest.left());
            backlog.drop(oldest, oldest.left());
            return all;
        }
        long count = 0;
        long logLines = 0;
        while (oldest.left() > 0 && isOver()) {
            if (!oldest.isFirstKept()) {
                logLines += oldest.lines(1);
                backlog.drop(oldest, 1);
                count++;
                continue;
            }
            EventBatch replaced = replaces(backlog.keep(oldest));
            if (replaced != null && backlog.remove(replaced)) {
                count++;
            }
        }
        return count == 0 ? null : new EventsDropped(count, logLines);
    }

    private static @Nullable EventsDropped plus(@Nullable EventsDropped some, @Nullable EventsDropped more) {
        return some == null ? more : more == null ? some : some.plus(more);
    }
}

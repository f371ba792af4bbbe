package dev.archon.client.internal.dispatch;

import dev.archon.protocol.event.ArchonEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * The events of one read while they wait, with a cursor that moves on when the first of them are taken or dropped.
 *
 * <p>All of the events stay alive until the last of them is gone. The bytes of those before the cursor are shared out by
 * {@link EventWeight}: an even share would let a server hide one large event among many small ones.
 */
final class EventBatch implements EventQueue.Waiting {

    private final List<ArchonEvent> events;
    private int from;
    private long bytes;

    /** The weight of the events that are left; zero as long as it is not needed. */
    private long weight;

    /**
     * Makes a batch.
     *
     * @param events one or more, not changed afterwards
     * @param bytes the size of their messages
     */
    EventBatch(List<ArchonEvent> events, long bytes) {
        this.events = events;
        this.bytes = bytes;
    }

    /** How many events are left. */
    int left() {
        return events.size() - from;
    }

    /** The bytes of the events that are left. */
    long bytes() {
        return bytes;
    }

    ArchonEvent first() {
        return events.get(from);
    }

    boolean noneIs(Predicate<ArchonEvent> kind) {
        for (int i = from; i < events.size(); i++) {
            if (kind.test(events.get(i))) {
                return false;
            }
        }
        return true;
    }

    /** The next events, in a list that keeps no others alive. */
    List<ArchonEvent> next(int count) {
        if (count == events.size()) {
            return events;
        }
        return count == 1 ? List.of(first()) : new ArrayList<>(events.subList(from, from + count));
    }

    /** Moves the cursor on, and returns the events that it has passed as a batch of their own. */
    EventBatch split(int count) {
        List<ArchonEvent> passed = next(count);
        return new EventBatch(passed, pass(count));
    }

    /** Moves the cursor on, and returns the bytes of the events that it has passed. */
    long pass(int count) {
        long share = bytes;
        if (count < left()) {
            weighAll();
            long passed = weigh(from + count);
            share = share(passed);
            weight -= passed;
        }
        from += count;
        bytes -= share;
        return share;
    }

    /** How many of the next events fit into some bytes, {@code most} at most. */
    int fitting(int most, long room) {
        if (most == 0 || room <= 0) {
            return 0;
        }
        if (room >= bytes) {
            return most;
        }
        weighAll();
        double weightOfRoom = (double) room * weight / bytes;
        long weightOfFitting = 0;
        for (int i = 0; i < most; i++) {
            weightOfFitting += EventWeight.of(events.get(from + i));
            if (weightOfFitting > weightOfRoom) {
                return i;
            }
        }
        return most;
    }

    private long share(long weightOfSome) {
        return Math.min(bytes, (long) Math.ceil((double) bytes * weightOfSome / weight));
    }

    private void weighAll() {
        if (weight == 0) {
            weight = weigh(events.size());
        }
    }

    private long weigh(int to) {
        long sum = 0;
        for (int i = from; i < to; i++) {
            sum += EventWeight.of(events.get(i));
        }
        return sum;
    }
}

package dev.archon.client.internal.dispatch;

import dev.archon.client.EventsDropped;
import dev.archon.protocol.event.ArchonEvent;

/**
 * The messages of one read while they wait, with a cursor that moves on when the first of them are taken or dropped.
 *
 * <p>All of the messages stay alive until the last of them is gone. The bytes of those before the cursor are shared out by
 * their weight: an even share would let a server hide one large message among many small ones.
 */
final class EventBatch implements Backlog.Waiting {

    private final Messages messages;
    private int from;
    private long bytes;

    /** The weight of the messages that are left; zero as long as it is not needed. */
    private long weight;

    /**
     * Makes a batch.
     *
     * @param messages one or more, not changed afterwards
     * @param bytes the size of the messages
     */
    EventBatch(Messages messages, long bytes) {
        this.messages = messages;
        this.bytes = bytes;
    }

    /** How many messages are left. */
    int left() {
        return messages.size() - from;
    }

    /** The bytes of the messages that are left. */
    long bytes() {
        return bytes;
    }

    /** The first message, which is there as an event, as all are that may be kept. */
    ArchonEvent first() {
        return ((EventMessages) messages).events().get(from);
    }

    /** Whether the first message is kept when others are dropped. */
    boolean isFirstKept() {
        return isKept(from);
    }

    /** Whether all messages may be dropped. */
    boolean noneIsKept() {
        for (int i = from; i < messages.size(); i++) {
            if (isKept(i)) {
                return false;
            }
        }
        return true;
    }

    private boolean isKept(int index) {
        return messages.retention(index) != RetentionRule.NONE;
    }

    /** The next messages, in an object that keeps no others alive. */
    Messages next(int count) {
        return messages.part(from, from + count);
    }

    /** How many lines of the console the next messages have. */
    long lines(int count) {
        return messages.lines(from, from + count);
    }

    /** What is dropped with the next messages, one or more. */
    EventsDropped counts(int count) {
        return new EventsDropped(count, lines(count));
    }

    /** Moves the cursor on, and returns the messages that it has passed as a batch of their own. */
    EventBatch split(int count) {
        Messages passed = next(count);
        return new EventBatch(passed, pass(count));
    }

    /** Moves the cursor on, and returns the bytes of the messages that it has passed. */
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

    /** How many of the next messages fit into some bytes, {@code most} at most. */
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
            weightOfFitting += messages.weight(from + i);
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
            weight = weigh(messages.size());
        }
    }

    private long weigh(int to) {
        long sum = 0;
        for (int i = from; i < to; i++) {
            sum += messages.weight(i);
        }
        return sum;
    }
}

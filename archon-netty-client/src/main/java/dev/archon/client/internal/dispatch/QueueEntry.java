package dev.archon.client.internal.dispatch;

import dev.archon.client.EventsDropped;
import dev.archon.protocol.event.ArchonEvent;
import java.util.List;

/** What a consumer takes from its queue at a time. */
sealed interface QueueEntry {

    /**
     * Events, in order.
     *
     * @param events one or more; not to be changed
     */
    record Events(List<ArchonEvent> events) implements QueueEntry {}

    /**
     * Lines of the console, in order.
     *
     * @param batch the lines of one message or more; not to be changed
     */
    record Lines(LineBatch batch) implements QueueEntry {}

    /**
     * A place where events were dropped.
     *
     * @param counts how many
     */
    record Dropped(EventsDropped counts) implements QueueEntry {}

    /**
     * Something to be done between events.
     *
     * @param action what
     */
    record Action(Runnable action) implements QueueEntry {}
}

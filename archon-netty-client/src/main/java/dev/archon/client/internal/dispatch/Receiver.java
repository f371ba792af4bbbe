package dev.archon.client.internal.dispatch;

import dev.archon.client.EventsDropped;
import dev.archon.protocol.event.ArchonEvent;
import java.util.List;

/** Receives what a {@link ConsumerQueue} delivers. Called by one thread at a time, in order. Must not throw. */
interface Receiver {

    /** How many events it takes at this moment. */
    long demand();

    void events(List<ArchonEvent> events);

    /** Takes messages of the console that were made lines, because no event of them was wanted when they were read. */
    void lines(LineBatch lines);

    void dropped(EventsDropped counts);

    /** There will be nothing more than what waits already; from now on all of that is taken, wanted or not. */
    default void closing() {}

    /** The queue has been closed, and all that waited has been delivered. */
    void completed();
}

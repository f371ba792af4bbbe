package dev.archon.client.internal.dispatch;

import dev.archon.client.EventsDropped;

/** Counts what happens on the way to the handlers. Called by any thread. */
public interface DispatchCounters {

    /**
     * Events were dropped.
     *
     * @param counts how many
     */
    void dropped(EventsDropped counts);

    /**
     * A batch has been delivered to all handlers.
     *
     * @param events how many events it had
     * @param nanos how long the handlers took
     */
    void delivered(int events, long nanos);
}

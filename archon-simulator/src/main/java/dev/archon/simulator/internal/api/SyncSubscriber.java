package dev.archon.simulator.internal.api;

/** A client that reads the sync channel. Both methods may be called from any thread and never block. */
public interface SyncSubscriber {

    /**
     * Sends something.
     *
     * @param text one or more whole messages of the event stream
     */
    void send(String text);

    /** Ends the stream, behind what was sent before. */
    void end();
}

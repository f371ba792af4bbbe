package dev.archon.client;

/** The registration of a handler. It may be closed more than once, by any thread, and within the handler. */
@FunctionalInterface
public interface Subscription extends AutoCloseable {

    /** Removes the handler. A call of the handler that is under way is completed; no other follows. */
    @Override
    void close();
}

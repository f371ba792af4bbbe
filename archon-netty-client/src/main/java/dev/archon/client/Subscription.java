package dev.archon.client;

/** The registration of a handler. Closing it again, or from within the handler, is harmless. */
@FunctionalInterface
public interface Subscription extends AutoCloseable {

    /** Removes the handler. It is given nothing more, except for a call that is under way at this moment. */
    @Override
    void close();
}

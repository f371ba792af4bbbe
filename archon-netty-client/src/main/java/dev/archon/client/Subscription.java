package dev.archon.client;

/** What a handler is registered by. Closing it again, or from within the handler, does no harm. */
@FunctionalInterface
public interface Subscription extends AutoCloseable {

    /** Ends it: the handler gets nothing more, save what it is being given at this moment. */
    @Override
    void close();
}

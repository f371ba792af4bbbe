package dev.archon.client.internal.dispatch;

/** Receives what code of the embedder throws. */
@FunctionalInterface
public interface HandlerErrors {

    /**
     * Tells of an error. Must not throw.
     *
     * @param error what a handler, or the executor, has thrown
     */
    void tell(Throwable error);

    /**
     * Runs something that must not end the delivery.
     *
     * @param action what to run
     */
    default void guard(Runnable action) {
        try {
            action.run();
        } catch (Throwable error) {
            tell(error);
        }
    }
}

package dev.archon.client;

import dev.archon.client.internal.dispatch.HandlerErrors;
import dev.archon.client.internal.observe.SessionLog;
import java.util.function.BiConsumer;

/** Passes exceptions of the embedder's code to its error handler, and logs what that handler throws. */
final class ReportedErrors implements HandlerErrors {

    private final String serverId;
    private final Runnable counter;
    private final BiConsumer<String, Throwable> told;
    private final SessionLog log;

    /**
     * Reports the errors of one server.
     *
     * @param serverId the server
     * @param counter counts errors
     * @param told the embedder's error handler
     * @param log receives the exceptions of that handler
     */
    ReportedErrors(String serverId, Runnable counter, BiConsumer<String, Throwable> told, SessionLog log) {
        this.serverId = serverId;
        this.counter = counter;
        this.told = told;
        this.log = log;
    }

    @Override
    public void tell(Throwable error) {
        counter.run();
        try {
            told.accept(serverId, error);
        } catch (Throwable worse) {
            // The error handler's exception must not end the delivery.
            if (worse != error) {
                worse.addSuppressed(error);
            }
            log.errorHandlerFailed(serverId, worse);
        }
    }
}

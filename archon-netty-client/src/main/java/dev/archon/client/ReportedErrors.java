package dev.archon.client;

import dev.archon.client.internal.dispatch.HandlerErrors;
import dev.archon.client.internal.observe.SessionLog;
import java.util.function.BiConsumer;

/** Passes on what code of the embedder's has thrown, and survives whatever is thrown by those who are told. */
final class ReportedErrors implements HandlerErrors {

    private final String serverId;
    private final Runnable counter;
    private final BiConsumer<String, Throwable> told;
    private final SessionLog log;

    /**
     * Makes one for a server.
     *
     * @param serverId the server
     * @param counter counts errors
     * @param told the embedder's
     * @param log where it goes that the embedder's has thrown
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
            // It must not end the delivery that it is told about.
            if (worse != error) {
                worse.addSuppressed(error);
            }
            log.errorHandlerFailed(serverId, worse);
        }
    }
}

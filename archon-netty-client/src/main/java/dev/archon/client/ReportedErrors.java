package dev.archon.client;

import dev.archon.client.internal.dispatch.HandlerErrors;
import dev.archon.client.internal.dispatch.LastResort;
import java.util.function.BiConsumer;

/** Passes on what code of the embedder's has thrown, and survives whatever is thrown by those who are told. */
final class ReportedErrors implements HandlerErrors {

    private final String serverId;
    private final Runnable counter;
    private final BiConsumer<String, Throwable> told;

    /**
     * Makes one for a server.
     *
     * @param serverId the server
     * @param counter counts errors
     * @param told the embedder's
     */
    ReportedErrors(String serverId, Runnable counter, BiConsumer<String, Throwable> told) {
        this.serverId = serverId;
        this.counter = counter;
        this.told = told;
    }

    @Override
    public void tell(Throwable error) {
        counter.run();
        try {
            told.accept(serverId, error);
        } catch (Throwable worse) {
            // It must not end the delivery that it is told about.
            log(error, worse);
        }
    }

    private void log(Throwable error, Throwable worse) {
        if (worse != error) {
            worse.addSuppressed(error);
        }
        try {
            ArchonClientBuilder.LOGGER.log(
                    System.Logger.Level.ERROR, "server " + serverId + ": onHandlerError(...) has thrown", worse);
        } catch (Throwable broken) {
            // A log can be code of the embedder's as well.
            LastResort.tell(worse);
        }
    }
}

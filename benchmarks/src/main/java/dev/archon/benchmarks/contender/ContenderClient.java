package dev.archon.benchmarks.contender;

import dev.archon.benchmarks.workload.CountingUnit;
import dev.archon.benchmarks.workload.RunRequest;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** A client that takes part in a race. */
interface ContenderClient extends AutoCloseable {

    /**
     * What it counts in a run of this kind.
     *
     * @return the unit; {@code null} if it does not look at what it reads
     */
    default @Nullable CountingUnit unit(RunRequest request) {
        return PeerHandler.unit(request);
    }

    /**
     * Opens a connection.
     *
     * @param endpoint where to connect
     * @param counter counts what is received, but for events of authentication; called by one thread at a time
     * @return completes when the server has closed the connection and everything has been counted
     */
    CompletableFuture<Void> connect(Endpoint endpoint, EventCounter counter) throws Exception;

    @Override
    default void close() {}
}

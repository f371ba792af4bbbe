package dev.archon.benchmarks.contender;

import dev.archon.benchmarks.workload.Unit;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** A client in the race. */
interface Contender extends AutoCloseable {

    /** In what it measures the length of an event; {@code null} if it does not look at events. */
    default @Nullable Unit unit() {
        return Unit.CHARACTERS;
    }

    /**
     * Makes a connection.
     *
     * @param target where to
     * @param tally told each event, but for those of authentication; by one thread at a time
     * @return completes when the server has ended the connection and the tally has had all of it
     */
    CompletableFuture<Void> connect(Target target, Tally tally) throws Exception;

    @Override
    default void close() {}
}

package dev.archon.client;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A share in a server's connection. The connection is closed some time after the last share was ({@link
 * dev.archon.protocol.session.SessionPolicy#leaseLinger()}). Made by {@link ArchonServer#lease()}; may be used by any thread.
 */
public final class ServerLease implements AutoCloseable {

    private final String serverId;
    private final CompletableFuture<Void> connected;
    private final Runnable returned;
    private final AtomicBoolean closed = new AtomicBoolean();

    ServerLease(String serverId, CompletableFuture<Void> connected, Runnable returned) {
        this.serverId = serverId;
        this.connected = connected;
        this.returned = returned;
    }

    /**
     * The connection that this lease has asked for.
     *
     * @return completes when the server has accepted the token; fails as the future of {@link ArchonServer#connect()}. To
     *     cancel it does not close the lease
     */
    public CompletableFuture<Void> connected() {
        return connected.copy();
    }

    /** Closes the lease. Has no effect if it was closed before. */
    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            // No cancelling: the last one who cancels ends an attempt at once, and a lease lingers.
            connected.completeExceptionally(
                    new ArchonException(serverId, "the lease was closed before there was a connection"));
            returned.run();
        }
    }
}

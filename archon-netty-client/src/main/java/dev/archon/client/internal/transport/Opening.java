package dev.archon.client.internal.transport;

import java.util.concurrent.CompletableFuture;

/** A WebSocket that is being opened. Belongs to the event loop. */
public final class Opening {

    private final CompletableFuture<Connection> connecting;

    /** The future completes when there is a channel to the host, which the handshake is done on. */
    Opening(CompletableFuture<Connection> connecting) {
        this.connecting = connecting;
    }

    /** Cancels the attempt, or drops the connection if it is open already. No call of the listener follows. */
    public void cancel() {
        if (!connecting.cancel(false)) {
            connecting.thenAccept(Connection::drop);
        }
    }
}

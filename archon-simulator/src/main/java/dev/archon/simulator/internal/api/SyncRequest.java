package dev.archon.simulator.internal.api;

import dev.archon.simulator.internal.server.ServerHost;
import java.util.Optional;
import java.util.Set;

/** A call for the sync channel that is granted. */
public final class SyncRequest {

    private final ServerHost host;
    private final SyncFeed feed;
    private final Set<String> categories;
    private final Optional<String> lastId;

    SyncRequest(ServerHost host, SyncFeed feed, Set<String> categories, Optional<String> lastId) {
        this.host = host;
        this.feed = feed;
        this.categories = categories;
        this.lastId = lastId;
    }

    String server() {
        return host.id();
    }

    /**
     * Starts to send events, in a turn of the server.
     *
     * @param subscriber gets them until it is {@linkplain #end removed}
     */
    public void begin(SyncSubscriber subscriber) {
        host.run(() -> feed.subscribe(categories, lastId, subscriber));
    }

    /**
     * Removes a client, in a turn of the server.
     *
     * @param subscriber gets no more events
     */
    public void end(SyncSubscriber subscriber) {
        host.run(() -> feed.unsubscribe(subscriber));
    }
}

package dev.archon.examples.kafka;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The servers of one partition while this backend holds them, and what it writes about their progress. Used by one thread at a
 * time, except for {@link #stop()}, which is for good.
 */
final class Holding {

    private final Claim claim;
    private final RecordWriter writer;
    /** The tails of servers that have no feed. */
    private final Map<String, Tail> tails;
    /** The feeds of the servers, and those of servers that were removed meanwhile, for their tails. */
    private final Map<String, ServerFeed> feeds = new ConcurrentHashMap<>();

    private List<String> removable;
    private Map<Integer, Long> flushed = Map.of();
    /** Guarded by this. */
    private boolean stopped;

    /**
     * Makes a holding without servers.
     *
     * @param claim by what it is held
     * @param tails how far the lines of its servers have been written
     * @param removable keys of earlier claims in the topic of progress
     * @param writer writes the records
     */
    Holding(Claim claim, Map<String, Tail> tails, List<String> removable, RecordWriter writer) {
        this.claim = claim;
        this.tails = new HashMap<>(tails);
        this.removable = removable;
        this.writer = writer;
    }

    Claim claim() {
        return claim;
    }

    /** How far the lines of a server have been written, while it has no connection. */
    Tail tail(String server) {
        ServerFeed former = feeds.get(server);
        return former == null ? tails.getOrDefault(server, new Tail()) : former.written();
    }

    /** Connects a server, unless its servers have been let go of: then the group may have given them to another backend. */
    synchronized void start(ServerFeed feed) {
        tails.remove(feed.id());
        feeds.put(feed.id(), feed);
        if (stopped) {
            CompletableFuture<Void> unused = feed.stop();
        } else {
            feed.start();
        }
    }

    CompletableFuture<Void> stop(String server) {
        ServerFeed feed = feeds.get(server);
        return feed == null ? CompletableFuture.completedFuture(null) : feed.stop();
    }

    /** Lets go of all servers, those that come later among them; completes when their connections are being closed, after 5 s at most. */
    synchronized CompletableFuture<Void> stop() {
        stopped = true;
        return CompletableFuture.allOf(
                feeds.values().stream().map(ServerFeed::stop).toArray(CompletableFuture<?>[]::new));
    }

    /** Writes how far the lines have been written since it was written last. */
    void writeProgress() {
        // Taken before the tails, which so may be further than the offsets say, but never less far.
        Map<Integer, Long> offsets = claim.offsets();
        Map<String, Tail> changed = new HashMap<>(flushed.isEmpty() ? tails : Map.of());
        feeds.forEach((server, feed) -> feed.changedTail().ifPresent(tail -> changed.put(server, tail)));
        if (!changed.isEmpty() || !offsets.equals(flushed)) {
            changed.forEach((server, tail) ->
                    writer.progress(claim.partition(), ProgressView.tailKey(claim.number(), server), tail.toBytes()));
            writer.progress(claim.partition(), ProgressView.offsetsKey(claim.number()), ProgressView.toBytes(offsets));
            flushed = offsets;
        }
        // Also if the partition has no servers, or each takeover of it would leave the record that confirms its claim.
        removable.forEach(key -> writer.progress(claim.partition(), key, null));
        removable = List.of();
    }
}

package dev.archon.examples.kafka;

import dev.archon.client.ArchonServer;
import dev.archon.client.ServerStatus;
import dev.archon.protocol.console.ConsoleLine;
import dev.archon.protocol.event.PowerStateEvent;
import dev.archon.protocol.event.StateEvent;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Writes one server's lines and state into the topics, while this backend holds it.
 *
 * <p>Its handlers block when the producer's buffer is full. Then the client's queue fills, the socket is not read any more and the
 * server waits: what the broker cannot take stays where it comes from.
 */
final class ServerFeed {

    private final ArchonServer server;
    private final Claim claim;
    private final RecordWriter writer;
    private final LineCounter counter;
    /** What the broker has acknowledged. Guarded by this. */
    private final Tail written;

    private boolean changed = true;
    private @Nullable CompletableFuture<Void> end;

    /**
     * Makes a feed.
     *
     * @param server a handle that nobody else uses
     * @param claim the claim by which the server is held
     * @param tail how far its lines have been written
     * @param writer writes the records
     */
    ServerFeed(ArchonServer server, Claim claim, Tail tail, RecordWriter writer) {
        this.server = server;
        this.claim = claim;
        this.writer = writer;
        this.written = tail.copy();
        this.counter = new LineCounter(tail, this::write);
    }

    /** Connects. The client goes on trying by itself; that it has given up is seen in the topic of states. */
    void start() {
        server.onLines(this::lines);
        server.onGap(gap -> counter.gap());
        server.onHistoryEnd(end -> counter.historyEnd());
        server.on(PowerStateEvent.class, event -> writeState(server.status()));
        server.on(StateEvent.class, event -> writeState(server.status()));
        server.onStatus(this::writeState);
        // Its failure comes as a status as well.
        CompletableFuture<Void> unused = server.connect().exceptionally(error -> null);
    }

    /** Ends the connection; completes when what was received has been handed to the producer, after 5 s at most. */
    synchronized CompletableFuture<Void> stop() {
        CompletableFuture<Void> ending = end;
        if (ending == null) {
            ending = server.disconnect().thenRun(server::close);
            end = ending;
        }
        return ending;
    }

    private void lines(List<ConsoleLine> lines) {
        lines.forEach(line -> counter.line(RecordWriter.shortened(line.text())));
    }

    private void write(long number, String line) {
        writer.line(server.id(), new LineNumber(claim.number(), number), line, (partition, offset) -> {
            acknowledged(number, line);
            // Behind the tail: a tail may be further than the offsets say, and never less far.
            claim.written(partition, offset);
        });
    }

    private synchronized void acknowledged(long number, String line) {
        written.add(number, line);
        changed = true;
    }

    /** What the broker has acknowledged, if that has changed since it was asked for last. */
    synchronized Optional<Tail> changedTail() {
        if (!changed) {
            return Optional.empty();
        }
        changed = false;
        return written.next() == 0 ? Optional.empty() : Optional.of(written.copy());
    }

    /** What the broker has acknowledged. */
    synchronized Tail written() {
        return written.copy();
    }

    private void writeState(ServerStatus status) {
        writer.state(
                server.id(),
                claim.number(),
                new ServerState(
                        claim.backend(),
                        status.state(),
                        server.snapshot().power().map(power -> power.value().state())));
    }

    String id() {
        return server.id();
    }
}

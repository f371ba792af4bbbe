package dev.archon.benchmarks.contender;

import dev.archon.benchmarks.workload.Unit;
import dev.archon.client.ArchonClient;
import dev.archon.client.ArchonClientBuilder;
import dev.archon.client.ArchonServer;
import dev.archon.client.ServerStatus;
import dev.archon.protocol.event.ArchonEvent;
import dev.archon.protocol.event.AuthOkEvent;
import dev.archon.protocol.event.LogEvent;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** This project's client, with one of its ways to listen. */
final class Archon implements Contender {

    private static final int TOKEN_CALLS = 10_000;

    private final BiConsumer<ArchonServer, Tally> listening;
    private final Unit unit;
    private final boolean direct;
    private @Nullable ArchonClient client;
    private final ConcurrentHashMap<String, Throwable> errors = new ConcurrentHashMap<>();

    private Archon(BiConsumer<ArchonServer, Tally> listening, Unit unit, boolean direct) {
        this.listening = listening;
        this.unit = unit;
        this.direct = direct;
    }

    /** A batch listener that is called on the event loop. */
    static Archon batchDirect() {
        return new Archon(Archon::listenToBatches, Unit.CHARACTERS, true);
    }

    /** A batch listener on the default executor. */
    static Archon batch() {
        return new Archon(Archon::listenToBatches, Unit.CHARACTERS, false);
    }

    /** A handler for each event on the default executor. */
    static Archon perEvent() {
        return new Archon(
                (server, tally) -> server.on(ArchonEvent.class, event -> handle(event, tally)), Unit.CHARACTERS, false);
    }

    /** A relay, which takes the bytes as they lie. It is told of log lines only. */
    static Archon relay() {
        return new Archon(
                (server, tally) -> server.onLogBytes(lines -> {
                    for (int i = 0; i < lines.size(); i++) {
                        tally.event(lines.message(i).remaining());
                    }
                }),
                Unit.UTF_8,
                false);
    }

    @Override
    public Unit unit() {
        return unit;
    }

    @Override
    public CompletableFuture<Void> connect(Target target, Tally tally) {
        ArchonServer server = client(target).server(target.order().id());
        listening.accept(server, tally);
        CompletableFuture<Void> ended = new CompletableFuture<>();
        server.onStatus(status -> {
            Throwable error = errors.get(server.id());
            if (error != null) {
                ended.completeExceptionally(error);
            } else if (status.state() == ServerStatus.State.DISCONNECTED) {
                ended.complete(null);
            } else if (status.state() == ServerStatus.State.RECONNECTING && tally.events() > 0) {
                // Before the first event it is an attempt that failed, and there will be another.
                ended.completeExceptionally(new IllegalStateException("the connection was lost: " + status));
            }
        });
        server.connect().exceptionally(error -> {
            ended.completeExceptionally(error);
            return null;
        });
        return ended;
    }

    @Override
    public void close() {
        if (client != null) {
            client.close();
        }
    }

    private ArchonClient client(Target target) {
        if (client == null) {
            ArchonClientBuilder builder = ArchonClient.builder()
                    .token("race")
                    .baseUrl(target.base())
                    .compression(target.deflate())
                    // The race paces its connections for all alike.
                    .tokenCallLimit(TOKEN_CALLS, TOKEN_CALLS)
                    .onHandlerError(errors::put);
            if (direct) {
                builder.directDelivery();
            }
            client = builder.build();
        }
        return client;
    }

    private static void listenToBatches(ArchonServer server, Tally tally) {
        server.onBatch((List<ArchonEvent> events) -> {
            for (ArchonEvent event : events) {
                handle(event, tally);
            }
        });
    }

    private static void handle(ArchonEvent event, Tally tally) {
        if (event instanceof LogEvent log) {
            tally.line(log.message());
        } else if (!(event instanceof AuthOkEvent)) {
            tally.other();
        }
    }
}

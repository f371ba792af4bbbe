package dev.archon.benchmarks.contender;

import dev.archon.benchmarks.workload.CountingUnit;
import dev.archon.benchmarks.workload.RunRequest;
import dev.archon.client.ArchonClient;
import dev.archon.client.ArchonClientBuilder;
import dev.archon.client.ArchonServer;
import dev.archon.client.ServerStatus;
import dev.archon.client.TlsProvider;
import dev.archon.protocol.console.ConsoleLine;
import dev.archon.protocol.event.ArchonEvent;
import dev.archon.protocol.event.AuthOkEvent;
import dev.archon.protocol.event.Log4jEvent;
import dev.archon.protocol.event.LogEvent;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The client of this project, with one of the ways to listen to it. */
final class ArchonContender implements ContenderClient {

    private static final int TOKEN_CALLS = 10_000;

    /** How the client is listened to. */
    enum Listening {
        /** A handler for batches of events. */
        BATCH(CountingUnit.CHARACTERS),
        /** A handler for each event. */
        EVENT(CountingUnit.CHARACTERS),
        /** A handler for batches of lines. */
        LINES(CountingUnit.LINES),
        /** A relay, which takes the lines as bytes and is called on the event loop. */
        RELAY(CountingUnit.UTF_8);

        private final CountingUnit unit;

        Listening(CountingUnit unit) {
            this.unit = unit;
        }
    }

    private final Listening listening;
    private final boolean direct;
    private final TlsProvider tls;
    private @Nullable ArchonClient client;
    private final ConcurrentHashMap<String, Throwable> errors = new ConcurrentHashMap<>();

    private ArchonContender(Listening listening, boolean direct, TlsProvider tls) {
        this.listening = listening;
        this.direct = direct;
        this.tls = tls;
    }

    /** A client whose handlers are called on the event loop. */
    static ArchonContender direct(Listening listening) {
        return new ArchonContender(listening, true, TlsProvider.JDK);
    }

    /** A client whose handlers are called on its default executor. */
    static ArchonContender pooled(Listening listening) {
        return new ArchonContender(listening, false, TlsProvider.JDK);
    }

    /** As {@link #pooled}, and encrypted by OpenSSL. */
    static ArchonContender withOpenSsl(Listening listening) {
        return new ArchonContender(listening, false, TlsProvider.OPENSSL);
    }

    @Override
    public CountingUnit unit(RunRequest request) {
        return listening.unit;
    }

    @Override
    public CompletableFuture<Void> connect(Endpoint endpoint, EventCounter counter) {
        ArchonServer server = client(endpoint).server(endpoint.request().id());
        listen(server, counter);
        CompletableFuture<Void> ended = new CompletableFuture<>();
        server.onStatus(status -> {
            Throwable error = errors.get(server.id());
            if (error != null) {
                ended.completeExceptionally(error);
            } else if (status.state() == ServerStatus.State.DISCONNECTED) {
                ended.complete(null);
            } else if (status.state() == ServerStatus.State.RECONNECTING && counter.events() > 0) {
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

    private ArchonClient client(Endpoint endpoint) {
        if (client == null) {
            ArchonClientBuilder builder = ArchonClient.builder()
                    .token("race")
                    .baseUrl(endpoint.base())
                    .compression(endpoint.deflate())
                    // The race paces its connections for all alike.
                    .tokenCallLimit(TOKEN_CALLS, TOKEN_CALLS)
                    .onHandlerError(errors::put);
            if (endpoint.tls()) {
                builder.tlsProvider(tls).tls(null, endpoint.trust().manager());
            }
            if (direct) {
                builder.directDelivery();
            }
            client = builder.build();
        }
        return client;
    }

    private void listen(ArchonServer server, EventCounter counter) {
        switch (listening) {
            case BATCH ->
                server.onBatch((List<ArchonEvent> events) -> {
                    for (ArchonEvent event : events) {
                        count(event, counter);
                    }
                });
            case EVENT -> server.on(ArchonEvent.class, event -> count(event, counter));
            case LINES ->
                server.onLines(lines -> {
                    for (ConsoleLine line : lines) {
                        counter.event(line.text().length());
                    }
                });
            case RELAY ->
                server.onLogBytes(lines -> {
                    for (int i = 0; i < lines.size(); i++) {
                        counter.event(lines.message(i).remaining());
                    }
                });
        }
    }

    private static void count(ArchonEvent event, EventCounter counter) {
        if (event instanceof LogEvent log) {
            counter.line(log.message());
        } else if (event instanceof Log4jEvent entry) {
            counter.event(entry.message().orElse("").length()
                    + entry.throwable().orElse("").length());
        } else if (!(event instanceof AuthOkEvent)) {
            counter.event(0);
        }
    }
}

package dev.archon.client;

import dev.archon.client.internal.dispatch.DispatchSettings;
import dev.archon.client.internal.dispatch.Dispatcher;
import dev.archon.client.internal.dispatch.HandlerErrors;
import dev.archon.client.internal.dispatch.Listeners;
import dev.archon.client.internal.observe.Counters;
import dev.archon.client.internal.observe.RepeatedLines;
import dev.archon.client.internal.observe.ServerObserver;
import dev.archon.client.internal.observe.SessionLog;
import dev.archon.client.internal.relay.LogRelays;
import dev.archon.client.internal.session.SessionContext;
import dev.archon.client.internal.session.SessionDriver;
import dev.archon.client.internal.session.SnapshotBoard;
import dev.archon.client.internal.session.StatusBoard;
import dev.archon.protocol.rest.RestPaths;
import dev.archon.protocol.session.SessionPolicy;
import io.netty.channel.EventLoop;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * A client for any number of game servers.
 *
 * <pre>{@code
 * try (ArchonClient client = ArchonClient.builder().token("...").build()) {
 *     ArchonServer server = client.server("server-id");
 *     server.on(LogEvent.class, log -> System.out.println(log.message()));
 *     server.connect().join();
 *     server.command("say hello").join();
 * }
 * }</pre>
 *
 * <p>All servers share a few threads, which are daemons. {@link #close()} ends what the client has started.
 */
public final class ArchonClient implements AutoCloseable {

    private static final System.Logger LOGGER = System.getLogger("dev.archon.client");
    private static final String CLOSED = "the client is closed";
    private static final Duration LATER = Duration.ofMillis(50);

    private final Map<String, ArchonServer> servers = new ConcurrentHashMap<>();
    private final SessionLog log;
    private final Delivery delivery;
    private final SessionPolicy policy;
    private final Resources resources;
    private final SessionContext context;
    private final Counters counters = new Counters(
            servers::size,
            () -> servers.values().stream()
                    .filter(server -> server.status().connected())
                    .count(),
            () -> servers.values().stream().mapToLong(ArchonServer::waiting).sum());
    private volatile boolean closed;

    ArchonClient(ArchonClientBuilder settings) {
        this.policy = settings.session;
        this.resources = new Resources(settings);
        this.log = new SessionLog(
                ArchonClient::log,
                new RepeatedLines(
                        ArchonClient::log,
                        settings.nanoTime,
                        (action, delay) -> isRunLater(resources.nextLoop(), action, delay)));
        this.delivery = new Delivery(
                settings.overflow,
                settings.maxQueuedEvents,
                settings.maxQueuedBytes,
                settings.handlerErrors == null ? log::handlerFailed : settings.handlerErrors);
        this.context = resources.context(settings);
    }

    /**
     * Begins a client.
     *
     * @return a builder
     */
    public static ArchonClientBuilder builder() {
        return new ArchonClientBuilder();
    }

    /**
     * A handle for a server. The same id gives the same handle, until that is closed.
     *
     * @param id the server's id
     * @return the handle; nothing is opened
     * @throws IllegalStateException if the client is closed
     */
    public ArchonServer server(String id) {
        if (id.isBlank() || !RestPaths.isServerId(id)) {
            throw new IllegalArgumentException("a server id must not be blank or dots");
        }
        if (closed) {
            throw new IllegalStateException(CLOSED);
        }
        ArchonServer server = servers.computeIfAbsent(id, this::create);
        if (closed) {
            // It may have come too late for close() to see it.
            CompletableFuture<Void> unused = server.end(CLOSED);
            throw new IllegalStateException(CLOSED);
        }
        return server;
    }

    /**
     * Ends the connections to all servers. Handles and handlers stay as they are.
     *
     * @return completes when all are being closed
     */
    public CompletableFuture<Void> disconnectAll() {
        return all(servers.values().stream().map(ArchonServer::disconnect).toList());
    }

    /**
     * What the client has done so far.
     *
     * @return figures that go on changing
     */
    public ClientMetrics metrics() {
        return counters;
    }

    /** Ends all connections and threads. Takes 5 s at most; called from a handler it does not wait. */
    @Override
    public void close() {
        closed = true;
        resources.close(
                all(servers.values().stream().map(server -> server.end(CLOSED)).toList()));
        log.flush();
    }

    private ArchonServer create(String id) {
        EventLoop loop = resources.nextLoop();
        ServerObserver observer = new ServerObserver(id, counters, log);
        // The dispatcher asks the driver for more, and the driver gives it to the dispatcher.
        Drained drained = new Drained();
        HandlerErrors errors = error -> {
            observer.handlerError();
            try {
                delivery.errors().accept(id, error);
            } catch (Throwable worse) {
                // It must not end the delivery that it is told about.
                worse.addSuppressed(error);
                log.errorHandlerFailed(id, worse);
            }
        };
        Dispatcher dispatcher = new Dispatcher(new DispatchSettings(
                resources.executor(loop),
                delivery.overflow(),
                delivery.maxEvents(),
                delivery.maxBytes(),
                drained,
                observer,
                again -> isRunLater(loop, again, LATER),
                errors));
        StatusBoard status = new StatusBoard(policy, errors);
        SnapshotBoard snapshot = new SnapshotBoard();
        Listeners<ConsoleGap> gaps = new Listeners<>(errors);
        // Continuity knows lines by their events.
        LogRelays relays = new LogRelays(() -> context.continuityLines() > 0 || dispatcher.wantsLogs(), errors);
        SessionDriver driver = new SessionDriver(
                id,
                loop,
                context,
                dispatcher,
                new SessionDriver.Boards(status, snapshot, gaps, relays, errors),
                observer);
        drained.driver = driver;
        return new ArchonServer(id, driver, dispatcher, status, snapshot, gaps, relays, this::forget);
    }

    /** Writes all log lines of the client: loggers name the class that calls them, and embedders know this one. */
    private static void log(System.Logger.Level level, String text, @Nullable Throwable error) {
        try {
            LOGGER.log(level, text, error);
        } catch (Throwable broken) {
            // A logger that throws must not end a session, and cannot be told of by logging.
            if (error != null) {
                broken.addSuppressed(error);
            }
            Thread thread = Thread.currentThread();
            thread.getUncaughtExceptionHandler().uncaughtException(thread, broken);
        }
    }

    private static boolean isRunLater(EventLoop loop, Runnable action, Duration delay) {
        try {
            loop.schedule(action, delay.toNanos(), TimeUnit.NANOSECONDS);
            return true;
        } catch (RejectedExecutionException e) {
            // The event loop has ended: there is no later.
            return false;
        }
    }

    private void forget(ArchonServer server) {
        servers.remove(server.id(), server);
    }

    private static CompletableFuture<Void> all(Collection<CompletableFuture<Void>> futures) {
        return CompletableFuture.allOf(futures.toArray(CompletableFuture<?>[]::new));
    }

    private record Delivery(Overflow overflow, int maxEvents, long maxBytes, BiConsumer<String, Throwable> errors) {}

    private static final class Drained implements Runnable {

        private volatile @Nullable SessionDriver driver;

        @Override
        public void run() {
            SessionDriver known = driver;
            if (known != null) {
                known.resume();
            }
        }
    }
}

package dev.archon.client;

import dev.archon.client.internal.dispatch.DeliveryEnd;
import dev.archon.client.internal.dispatch.DispatchSettings;
import dev.archon.client.internal.dispatch.Dispatcher;
import dev.archon.client.internal.dispatch.HandlerErrors;
import dev.archon.client.internal.dispatch.LastResort;
import dev.archon.client.internal.dispatch.Listeners;
import dev.archon.client.internal.observe.Counters;
import dev.archon.client.internal.observe.RepeatedLines;
import dev.archon.client.internal.observe.ServerObserver;
import dev.archon.client.internal.observe.SessionLog;
import dev.archon.client.internal.relay.LogRelays;
import dev.archon.client.internal.rest.NodeCalls;
import dev.archon.client.internal.session.SessionContext;
import dev.archon.client.internal.session.SessionDriver;
import dev.archon.client.internal.session.SnapshotBoard;
import dev.archon.client.internal.session.StatusBoard;
import dev.archon.protocol.rest.RestPaths;
import io.netty.channel.EventLoop;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A client for any number of game servers.
 *
 * <pre>{@code
 * try (ArchonClient client = ArchonClient.builder().token("...").build()) {
 *     ArchonServer server = client.server("server-id");
 *     server.onLine(line -> System.out.println(line.text()));
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

    private static final String CLOSED_HANDLE = "this handle is closed; client.server(id) gives a new one";

    private final Map<String, ArchonServer> servers = new ConcurrentHashMap<>();

    /** Those that are closed, as long as something is delivered to their handlers. */
    private final Set<ArchonServer> leaving = ConcurrentHashMap.newKeySet();

    private final Consumer<ArchonServer> forget = this::forget;
    private final SessionLog log;
    private final ClientConfig config;
    private final BiConsumer<String, Throwable> handlerErrors;
    private final Resources resources;
    private final SessionContext context;
    private final PerLoop<LoopSettings> loops;
    private final Counters counters = new Counters(
            () -> servers.values().stream().filter(ArchonServer::isWanted).count(),
            () -> servers.values().stream()
                    .filter(server -> server.status().connected())
                    .count(),
            () -> servers.values().stream().mapToLong(ArchonServer::waiting).sum());
    private final ApiCalls apiCalls;
    private final ArchonApi api;
    private volatile boolean closed;

    ArchonClient(ClientConfig config) {
        this.config = config;
        this.resources = new Resources(config);
        this.loops = new PerLoop<>(loop -> LoopSettings.of(loop, resources.executor(loop), config));
        this.log = new SessionLog(
                ArchonClient::log,
                new RepeatedLines(
                        ArchonClient::log,
                        config.nanoTime(),
                        (action, delay) -> LoopSettings.isRunLater(resources.nextLoop(), action, delay)));
        BiConsumer<String, Throwable> given = config.delivery().handlerErrors();
        this.handlerErrors = given == null ? log::handlerFailed : given;
        try {
            this.context = resources.context();
        } catch (RuntimeException | Error e) {
            CompletableFuture<Void> nothing = CompletableFuture.completedFuture(null);
            resources.close(nothing, nothing);
            throw e;
        }
        this.apiCalls =
                new ApiCalls(context.rest(), new NodeCalls(context.rest(), context.clock()), resources.completions());
        this.api = new ArchonApi(apiCalls);
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
     * Returns the handle of a server. The same id returns the same handle until that is closed. The client keeps the handle until
     * then, so close those that are not needed any more; to look at the servers that are in use call {@link #servers()}.
     *
     * @param id the server's id
     * @return the handle; nothing is opened
     * @throws IllegalArgumentException if the id is blank, {@code .} or {@code ..}
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
     * The servers that should be connected: those for which {@link ArchonServer#connect()} or {@link
     * ArchonServer#reconnect()} has been called, and not {@link ArchonServer#disconnect()} or {@link ArchonServer#close()}
     * since. A server stays among them when its connection is lost or given up, so that a health check finds here what is
     * down. Handles that nobody has connected are left out, and so is one whose only {@code connect()} was cancelled before
     * there was a connection.
     *
     * @return the handles at this moment, in no order; does not change
     */
    public Collection<ArchonServer> servers() {
        return servers.values().stream().filter(ArchonServer::isWanted).toList();
    }

    /**
     * The REST calls beside the connections: the user's servers, backups, and any other call.
     *
     * @return the calls; always the same object
     */
    public ArchonApi api() {
        return api;
    }

    /**
     * Ends the connections to all servers. Handles and handlers stay as they are.
     *
     * @return completes when all are being closed and what was received has been delivered, as {@link
     *     ArchonServer#disconnect()} does for each
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

    /**
     * Ends all connections and threads, after what was received has been delivered: handlers get nothing after it returns.
     *
     * <p>Takes 5 s at most. If a handler blocks for longer, what waits behind it is delivered when it returns, on its
     * thread, since nothing that was received is lost; a warning in the log says so. Called from a handler, or from the
     * event loop, it does not wait at all, and what was received is delivered afterwards.
     */
    @Override
    public void close() {
        closed = true;
        List<ArchonServer> all =
                Stream.concat(servers.values().stream(), leaving.stream()).toList();
        List<CompletableFuture<Void>> ended =
                all.stream().map(server -> server.end(CLOSED)).toList();
        List<CompletableFuture<Void>> delivered = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            ArchonServer server = all.get(i);
            delivered.add(ended.get(i).thenCompose(done -> server.delivered()));
        }
        resources.close(all(ended), all(delivered));
        log.flush();
    }

    private ArchonServer create(String id) {
        LoopSettings shared = loops.of(resources.nextLoop());
        EventLoop loop = shared.loop();
        ServerObserver observer = new ServerObserver(id, counters, log);
        // The dispatcher asks the driver for more, and the driver gives it to the dispatcher.
        Drained drained = new Drained();
        HandlerErrors errors = new ReportedErrors(id, observer::handlerError, handlerErrors, log);
        ClientConfig.Delivery delivery = config.delivery();
        Dispatcher dispatcher = new Dispatcher(
                new DispatchSettings(
                        shared.executor(),
                        delivery.overflow(),
                        delivery.maxEvents(),
                        delivery.maxBytes(),
                        drained,
                        observer,
                        shared.later(),
                        errors),
                shared.lines());
        StatusBoard status = new StatusBoard(errors);
        SnapshotBoard snapshot = new SnapshotBoard(context.clock());
        Listeners<ConsoleGap> gaps = new Listeners<>(errors);
        Listeners<HistoryEnd> historyEnds = new Listeners<>(errors);
        // Continuity knows lines by their events.
        LogRelays relays = new LogRelays(
                () -> context.continuityLines() > 0 || dispatcher.wantsLogs(),
                shared.lines().format(),
                errors);
        SessionDriver driver = new SessionDriver(
                id,
                loop,
                context,
                dispatcher,
                new SessionDriver.ServerOutputs(status, snapshot, gaps, historyEnds, relays, errors),
                observer);
        drained.driver = driver;
        DeliveryEnd end = new DeliveryEnd(
                dispatcher, loop, resources.completions(), TimeUnit.SECONDS.toMillis(Resources.WAIT_SECONDS));
        return new ArchonServer(
                id,
                driver,
                dispatcher,
                end,
                status,
                snapshot,
                gaps,
                historyEnds,
                relays,
                forget,
                apiCalls,
                shared.leases());
    }

    /** Writes all log lines of the client: loggers name the class that calls them, and embedders know this one. */
    static void log(System.Logger.Level level, String text, @Nullable Throwable error) {
        try {
            LOGGER.log(level, text, error);
        } catch (Throwable broken) {
            // A logger that throws must not end a session, and cannot be told of by logging.
            if (error != null && broken != error) {
                broken.addSuppressed(error);
            }
            LastResort.tell(broken);
        }
    }

    private void forget(ArchonServer server) {
        leaving.add(server);
        servers.remove(server.id(), server);
        server.end(CLOSED_HANDLE)
                .thenCompose(done -> server.delivered())
                .whenComplete((done, error) -> leaving.remove(server));
    }

    private static CompletableFuture<Void> all(Collection<CompletableFuture<Void>> futures) {
        return CompletableFuture.allOf(futures.toArray(CompletableFuture<?>[]::new));
    }

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

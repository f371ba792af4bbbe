package dev.archon.client;

import dev.archon.client.internal.dispatch.DispatchSettings;
import dev.archon.client.internal.dispatch.Dispatcher;
import dev.archon.client.internal.dispatch.EventLoopExecutor;
import dev.archon.client.internal.dispatch.HandlerErrors;
import dev.archon.client.internal.net.HostResolver;
import dev.archon.client.internal.net.UserAgent;
import dev.archon.client.internal.observe.Counters;
import dev.archon.client.internal.observe.ServerObserver;
import dev.archon.client.internal.observe.SessionLog;
import dev.archon.client.internal.relay.LogRelays;
import dev.archon.client.internal.rest.TokenSource;
import dev.archon.client.internal.session.Listeners;
import dev.archon.client.internal.session.SessionContext;
import dev.archon.client.internal.session.SessionDriver;
import dev.archon.client.internal.session.SnapshotBoard;
import dev.archon.client.internal.session.StatusBoard;
import dev.archon.protocol.rest.RestPaths;
import dev.archon.protocol.session.SessionPolicy;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.BiConsumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
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

    private final Map<String, ArchonServer> servers = new ConcurrentHashMap<>();
    private final Builder settings;
    private final Resources resources;
    private final SessionContext context;
    private final Counters counters = new Counters(
            servers::size,
            () -> servers.values().stream()
                    .filter(server -> server.status().connected())
                    .count(),
            () -> servers.values().stream().mapToLong(ArchonServer::waiting).sum());
    private volatile boolean closed;

    private ArchonClient(Builder settings) {
        this.settings = settings;
        this.resources = new Resources(settings);
        this.context = resources.context(settings);
    }

    /**
     * Begins a client.
     *
     * @return a builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * A handle for a server. The same id gives the same handle.
     *
     * @param id the server's id
     * @return the handle; nothing is opened
     * @throws IllegalStateException if the client is closed
     */
    public ArchonServer server(String id) {
        if (id.isBlank()) {
            throw new IllegalArgumentException("a server id must not be blank");
        }
        if (closed) {
            throw new IllegalStateException("the client is closed");
        }
        return servers.computeIfAbsent(id, this::create);
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
        resources.close(all(servers.values().stream().map(ArchonServer::close).toList()));
    }

    private ArchonServer create(String id) {
        EventLoop loop = resources.nextLoop();
        ServerObserver observer = new ServerObserver(id, counters, settings.log);
        // The dispatcher asks the driver for more, and the driver gives it to the dispatcher.
        Drained drained = new Drained();
        HandlerErrors errors = error -> {
            observer.handlerError();
            settings.handlerErrors.accept(id, error);
        };
        Dispatcher dispatcher = new Dispatcher(new DispatchSettings(
                settings.direct ? new EventLoopExecutor(loop) : resources.executor(loop),
                settings.overflow,
                settings.maxQueuedEvents,
                settings.maxQueuedBytes,
                drained,
                observer,
                errors));
        StatusBoard status = new StatusBoard(settings.session);
        SnapshotBoard snapshot = new SnapshotBoard();
        Listeners<ConsoleGap> gaps = new Listeners<>();
        // Continuity knows lines by their events.
        LogRelays relays = new LogRelays(() -> settings.continuityLines > 0 || dispatcher.wantsLogs(), errors::tell);
        SessionDriver driver = new SessionDriver(
                id, loop, context, dispatcher, new SessionDriver.Boards(status, snapshot, gaps, relays), observer);
        drained.driver = driver;
        return new ArchonServer(id, driver, dispatcher, status, snapshot, gaps, relays, context.rest());
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

    /** Builds an {@link ArchonClient}. Only a token is needed. */
    public static final class Builder {

        private static final System.Logger LOGGER = System.getLogger("dev.archon.client");

        final SessionLog log = new SessionLog(LOGGER);
        URI base = URI.create(RestPaths.DEFAULT_BASE);
        SessionPolicy session = SessionPolicy.defaults();
        Duration requestTimeout = Duration.ofSeconds(10);
        Duration connectTimeout = Duration.ofSeconds(10);
        int maxMessageBytes = 16 << 20;
        boolean clearTextAllowed;

        @Nullable
        TokenSource token;

        boolean direct;
        int continuityLines;
        private Overflow overflow = Overflow.BACKPRESSURE;
        private int maxQueuedEvents = 65_536;
        private long maxQueuedBytes = 64 << 20;

        @Nullable
        EventLoopGroup eventLoopGroup;

        @Nullable
        Executor executor;

        private BiConsumer<String, Throwable> handlerErrors = (server, error) ->
                LOGGER.log(System.Logger.Level.ERROR, "server " + server + ": a handler failed", error);

        // How the network is reached.
        Transport transport = Transport.AUTO;
        HostResolver resolver = HostResolver.SYSTEM;
        LongSupplier nanoTime = System::nanoTime;
        String userAgent = UserAgent.LIBRARY;
        int tokenCallsPerSecond = 50;
        int tokenCallBurst = 100;
        boolean compression;

        @Nullable
        ProxyServer proxy;

        @Nullable
        SSLContext sslContext;

        @Nullable
        SSLParameters sslParameters;

        @Nullable
        HttpClient httpClient;

        private Builder() {}

        /**
         * The API token.
         *
         * @param token the token
         * @return this
         */
        public Builder token(String token) {
            Objects.requireNonNull(token, "token");
            this.token = TokenSource.of(token);
            return this;
        }

        /**
         * Where to get the API token, asked before each REST call.
         *
         * @param source asked on a thread of the client's own, so that it hurts nobody if it does block; what it gives
         *     may complete on any thread, and is not cancelled by the client
         * @return this
         */
        public Builder tokenSource(Supplier<CompletableFuture<String>> source) {
            this.token = TokenSource.async(Objects.requireNonNull(source, "source"));
            return this;
        }

        /**
         * The address below which the REST calls lie.
         *
         * @param base an {@code http} or {@code https} address; {@value RestPaths#DEFAULT_BASE} by default
         * @return this
         */
        public Builder baseUrl(URI base) {
            if (base.getHost() == null || !("http".equals(base.getScheme()) || "https".equals(base.getScheme()))) {
                throw new IllegalArgumentException(
                        "baseUrl must begin with http:// or https:// and name a host, for example "
                                + RestPaths.DEFAULT_BASE);
            }
            this.base = base;
            return this;
        }

        /**
         * The limits and choices of connections: backoff, timeouts, keep-alive, which closures reconnect.
         *
         * @param session {@link SessionPolicy#defaults()} by default
         * @return this
         */
        public Builder session(SessionPolicy session) {
            this.session = Objects.requireNonNull(session, "session");
            return this;
        }

        /**
         * How long a REST call may take.
         *
         * @param requestTimeout 10 s by default
         * @return this
         */
        public Builder requestTimeout(Duration requestTimeout) {
            this.requestTimeout = positive("requestTimeout", requestTimeout);
            return this;
        }

        /**
         * How long a TCP connection may take.
         *
         * @param connectTimeout 10 s by default
         * @return this
         */
        public Builder connectTimeout(Duration connectTimeout) {
            this.connectTimeout = positive("connectTimeout", connectTimeout);
            return this;
        }

        /**
         * The largest message that is accepted. A larger one ends the connection, which is then made again.
         *
         * @param maxMessageBytes 16 MiB by default
         * @return this
         */
        public Builder maxMessageBytes(int maxMessageBytes) {
            this.maxMessageBytes = (int) positive("maxMessageBytes", maxMessageBytes);
            return this;
        }

        /**
         * How much may wait for the handlers of one server, and for each of its {@linkplain ArchonServer#events()
         * subscribers}. {@link #overflow} says what happens when either bound is reached. What one read of the socket
         * brings comes on top.
         *
         * @param events 65,536 by default
         * @param bytes of messages; 64 MiB by default
         * @return this
         */
        public Builder queue(int events, long bytes) {
            this.maxQueuedEvents = (int) positive("events", events);
            this.maxQueuedBytes = positive("bytes", bytes);
            return this;
        }

        /**
         * What happens when more events wait than {@link #queue} allows.
         *
         * @param overflow {@link Overflow#BACKPRESSURE} by default
         * @return this
         */
        public Builder overflow(Overflow overflow) {
            this.overflow = Objects.requireNonNull(overflow, "overflow");
            return this;
        }

        /**
         * Runs handlers, and completes futures, on the event loop itself: no hand-over between threads, and so the least
         * cost for each event. For those who promise that no handler ever blocks: one that does holds up every server on
         * that event loop, and the renewal of their tokens. {@link #executor} is not used then.
         *
         * @return this
         */
        public Builder directDelivery() {
            this.direct = true;
            return this;
        }

        /**
         * Keeps each server's log in one piece: of the history that a server replays after a reconnect only what is new is
         * delivered, and where it does not reach back far enough {@link ArchonServer#onGap} is told. Off by default: then
         * lines of the history come again.
         *
         * <p>After a reconnect, events are held back until it is known how the history fits: a line or two as a rule, 2 s
         * at most. Lines that are exactly alike, time and all, cannot be told apart.
         *
         * @param lines how many of a server's last lines are remembered, at 8 bytes each; as many as the history has, or
         *     more. 1 to 1,000,000
         * @return this
         */
        public Builder consoleContinuity(int lines) {
            if (lines < 1 || lines > 1_000_000) {
                throw new IllegalArgumentException("lines must be from 1 to 1,000,000");
            }
            this.continuityLines = lines;
            return this;
        }

        /**
         * Allows {@code ws://} WebSocket addresses under an {@code https://} base URL. The token then travels in clear.
         *
         * @return this
         */
        public Builder allowClearText() {
            this.clearTextAllowed = true;
            return this;
        }

        /**
         * What connections live on. The only Netty type of this library.
         *
         * @param group of NIO, epoll or io_uring; stays the caller's to shut down, after the client; by default one of
         *     the client's own, with a thread for each processor
         * @return this
         */
        public Builder eventLoopGroup(EventLoopGroup group) {
            this.eventLoopGroup = Objects.requireNonNull(group, "group");
            return this;
        }

        /**
         * Where handlers run.
         *
         * @param executor stays the caller's to shut down, after the client; by default virtual threads on a JDK that
         *     has them, else a pool of four threads for each processor, so that as many handlers may block at once
         * @return this
         */
        public Builder executor(Executor executor) {
            this.executor = Objects.requireNonNull(executor, "executor");
            return this;
        }

        /**
         * Told what handlers throw.
         *
         * @param handlerErrors given the server's id and what was thrown; logs it by default
         * @return this
         */
        public Builder onHandlerError(BiConsumer<String, Throwable> handlerErrors) {
            this.handlerErrors = Objects.requireNonNull(handlerErrors, "handlerErrors");
            return this;
        }

        /**
         * Makes the client. Nothing is opened yet.
         *
         * @return the client
         * @throws IllegalStateException if there is no token, or the chosen transport or proxy cannot be used here; the
         *     message says what to do
         */
        public ArchonClient build() {
            if (token == null) {
                throw new IllegalStateException(
                        "a token is needed; call token(...), tokenSupplier(...) or tokenSource(...)");
            }
            ProxyChecks.check(this);
            return new ArchonClient(this);
        }

        /**
         * Where to get the API token, asked before each REST call.
         *
         * @param supplier may block, on a thread of the client's own; is interrupted when nobody needs its answer any
         *     more, or after the {@link #requestTimeout}
         * @return this
         */
        public Builder tokenSupplier(Supplier<String> supplier) {
            this.token = TokenSource.blocking(Objects.requireNonNull(supplier, "supplier"));
            return this;
        }

        /**
         * How many WebSocket tokens are fetched each second, for all servers together, so that thousands that lose their
         * connections at once do not hammer the endpoint. First come, first served, and a hundred under way at most; a
         * fetch that waits for its turn is not timed.
         *
         * @param perSecond 50 by default
         * @param burst how many may be fetched at once after a rest; 100 by default
         * @return this
         */
        public Builder tokenCallLimit(int perSecond, int burst) {
            this.tokenCallsPerSecond = (int) positive("perSecond", perSecond);
            this.tokenCallBurst = (int) positive("burst", burst);
            return this;
        }

        /**
         * What makes the REST calls.
         *
         * <p>Its own proxy, TLS and connect timeout hold for them then, and not what is set here, which holds for the
         * WebSockets alone.
         *
         * @param client stays the caller's to shut down, after this client; it must not follow redirects, which would take
         *     the API token elsewhere
         * @return this
         */
        public Builder httpClient(HttpClient client) {
            if (client.followRedirects() != HttpClient.Redirect.NEVER) {
                throw new IllegalArgumentException("the HttpClient follows redirects, which would take the API token to"
                        + " other hosts; build it with followRedirects(HttpClient.Redirect.NEVER)");
            }
            this.httpClient = client;
            return this;
        }

        /**
         * Names the embedder's product in the {@code User-Agent} of REST calls and handshakes, before this library.
         *
         * @param product for example {@code "my-panel/2.1"}; none by default
         * @return this
         */
        public Builder userAgent(String product) {
            this.userAgent = UserAgent.of(product);
            return this;
        }

        /**
         * Keys and trust for the REST calls and the WebSockets: an own certificate authority, a client certificate.
         *
         * <p>Host names are always verified. To trust a certificate that bears another name takes an
         * {@link javax.net.ssl.X509ExtendedTrustManager} that does so.
         *
         * @param context the JDK's default one by default
         * @return this
         */
        public Builder tls(SSLContext context) {
            this.sslContext = Objects.requireNonNull(context, "context");
            return this;
        }

        /**
         * As {@link #tls(SSLContext)}, with a choice of protocols and cipher suites.
         *
         * @param context the JDK's default one by default
         * @param parameters are copied; the context's defaults by default. Host names are verified whatever they say
         * @return this
         */
        public Builder tls(SSLContext context, SSLParameters parameters) {
            this.sslContext = Objects.requireNonNull(context, "context");
            this.sslParameters = Objects.requireNonNull(parameters, "parameters");
            return this;
        }

        /**
         * Goes through a proxy. Needs {@code io.netty:netty-handler-proxy} on the class path.
         *
         * <p>An HTTP proxy serves WebSockets and REST calls. {@code java.net.http} knows no SOCKS, so with a SOCKS5 proxy
         * {@link #httpClient} must say how REST calls go; and it sends a proxy's login for {@code https} only where the
         * JVM was started with {@code -Djdk.http.auth.tunneling.disabledSchemes=}. {@link #build} fails where that is
         * missing.
         *
         * @param proxy none by default; the JVM's proxy properties are not looked at
         * @return this
         */
        public Builder proxy(ProxyServer proxy) {
            this.proxy = Objects.requireNonNull(proxy, "proxy");
            return this;
        }

        /**
         * How sockets are driven.
         *
         * @param transport {@link Transport#AUTO} by default; with an {@link #eventLoopGroup} it need not be set, but must
         *     fit if it is
         * @return this
         */
        public Builder transport(Transport transport) {
            this.transport = Objects.requireNonNull(transport, "transport");
            return this;
        }

        /**
         * Offers {@code permessage-deflate} (RFC 7692), by which the server may compress what it sends. What the client
         * sends is never compressed, lest its size tell of the token. {@link #maxMessageBytes} holds for the inflated
         * message.
         *
         * @param compression off by default: to inflate takes processor time for every line, and native memory for every
         *     connection on which something compressed has come in, which is worth it only where the network is the bottleneck
         * @return this
         */
        public Builder compression(boolean compression) {
            this.compression = compression;
            return this;
        }

        private static Duration positive(String parameter, Duration value) {
            if (value.isZero() || value.isNegative() || value.compareTo(Duration.ofDays(1)) > 0) {
                throw new IllegalArgumentException(parameter + " must be more than zero and at most a day");
            }
            return value;
        }

        private static long positive(String parameter, long value) {
            if (value <= 0) {
                throw new IllegalArgumentException(parameter + " must be more than zero");
            }
            return value;
        }
    }
}

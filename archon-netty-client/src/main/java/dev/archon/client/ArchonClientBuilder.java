package dev.archon.client;

import dev.archon.client.internal.frame.MessageRules;
import dev.archon.client.internal.handshake.HandshakeRequest;
import dev.archon.client.internal.handshake.Origin;
import dev.archon.client.internal.net.HostResolver;
import dev.archon.client.internal.net.UserAgent;
import dev.archon.client.internal.rest.HeaderRules;
import dev.archon.client.internal.rest.TokenSource;
import dev.archon.protocol.check.Durations;
import dev.archon.protocol.check.WebAddress;
import dev.archon.protocol.console.ConsoleFormat;
import dev.archon.protocol.rest.RestPaths;
import dev.archon.protocol.session.SessionPolicy;
import io.netty.channel.EventLoopGroup;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.BiConsumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.X509ExtendedKeyManager;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/**
 * Builds an {@link ArchonClient}. Only a token is needed. A client is not changed by what is done to its builder later, and
 * one builder may build several.
 */
public final class ArchonClientBuilder {

    // What the REST calls say.
    private @Nullable TokenSource token;

    private int tokenCallsPerSecond = 50;
    private int tokenCallBurst = 100;
    URI base = URI.create(RestPaths.DEFAULT_BASE);
    private String userAgent = UserAgent.LIBRARY;

    private @Nullable String origin;

    /** By names in any case. */
    private final Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

    // What limits them and the connections.
    private SessionPolicy session = SessionPolicy.defaults();
    private Duration requestTimeout = Duration.ofSeconds(10);
    private Duration connectTimeout = Duration.ofSeconds(10);
    private int maxMessageBytes = 16 << 20;
    private FaultyMessage oversizedMessages = FaultyMessage.SKIP;
    private FaultyMessage invalidUtf8 = FaultyMessage.SKIP;

    /** Set by tests. */
    LongSupplier nanoTime = System::nanoTime;

    // How events are delivered.
    private int maxQueuedEvents = 65_536;
    private long maxQueuedBytes = 64 << 20;
    private Overflow overflow = Overflow.BACKPRESSURE;
    private boolean direct;
    private int continuityLines;
    private ZoneId consoleZone = ZoneId.systemDefault();
    private int recentLines;
    private long recentBytes;
    private boolean tracesKept;

    private @Nullable Executor executor;

    private @Nullable BiConsumer<String, Throwable> handlerErrors;

    // How the network is reached.
    private Transport transport = Transport.AUTO;

    /** Set by tests. */
    HostResolver resolver = HostResolver.SYSTEM;

    private boolean compression;
    private boolean clearTextAllowed;

    private @Nullable EventLoopGroup eventLoopGroup;

    private @Nullable HttpClient httpClient;

    private TlsSettings tls = TlsSettings.DEFAULTS;

    private @Nullable ProxyServer proxy;

    ArchonClientBuilder() {}

    /**
     * The API token.
     *
     * @param token the token
     * @return this
     */
    public ArchonClientBuilder token(String token) {
        Objects.requireNonNull(token, "token");
        this.token = TokenSource.of(token);
        return this;
    }

    /**
     * Where to get the API token, asked before each REST call.
     *
     * @param supplier may block, on a thread of the client's own; is interrupted when nobody needs its answer any
     *     more, or after the {@link #requestTimeout}
     * @return this
     */
    public ArchonClientBuilder tokenSupplier(Supplier<String> supplier) {
        this.token = TokenSource.blocking(Objects.requireNonNull(supplier, "supplier"));
        return this;
    }

    /**
     * Where to get the API token, asked before each REST call.
     *
     * @param source called on a thread of the client's own, so it may block; what it returns
     *     may complete on any thread, and is not cancelled by the client
     * @return this
     */
    public ArchonClientBuilder tokenSource(Supplier<CompletableFuture<String>> source) {
        this.token = TokenSource.async(Objects.requireNonNull(source, "source"));
        return this;
    }

    /**
     * How many WebSocket tokens are fetched each second, for all servers together, so that thousands that lose their
     * connections at once do not hammer the endpoint. First come, first served, but renewals before all others, and a
     * hundred under way at most, and twenty renewals besides; a fetch that waits for its turn is not timed.
     *
     * <p>If the endpoint answers with 429, its own limit is lower. Then fetches for new connections pause for all servers as
     * long as {@code Retry-After} says, 30 s at most, and up to a fifth of that longer, and renewals as long as it says, 5 s
     * at most. After that all are made one by one, renewals first, at seven tenths of {@code perSecond}. Each later 429
     * lowers that to the rate at which the endpoint has answered since the last pause, by a tenth at least. The rate is
     * {@code perSecond} again a minute after the last pause at the latest, and rises slowly in the first half of that. The
     * {@code maxRetryAfter} of the backoff bounds these pauses too. A server whose own fetch was refused waits for the whole
     * {@code Retry-After}, as its {@link SessionPolicy} says.
     *
     * @param perSecond above zero; 50 by default
     * @param burst how many may be fetched at once after a rest, above zero; 100 by default
     * @return this
     * @throws IllegalArgumentException if one of them is zero or negative
     */
    public ArchonClientBuilder tokenCallLimit(int perSecond, int burst) {
        this.tokenCallsPerSecond = (int) positive("perSecond", perSecond);
        this.tokenCallBurst = (int) positive("burst", burst);
        return this;
    }

    /**
     * The address below which the REST calls lie.
     *
     * @param base an {@code http} or {@code https} address; {@value RestPaths#DEFAULT_BASE} by default. Its name may hold
     *     underscores and other than ASCII letters
     * @return this
     * @throws IllegalArgumentException if it has another scheme, or no valid host or port
     */
    public ArchonClientBuilder baseUrl(URI base) {
        if (WebAddress.host(base) == null
                || !("http".equalsIgnoreCase(base.getScheme()) || "https".equalsIgnoreCase(base.getScheme()))) {
            throw new IllegalArgumentException(
                    "baseUrl must begin with http:// or https:// and name a host, for example "
                            + RestPaths.DEFAULT_BASE);
        }
        try {
            this.base = WebAddress.parse(base.toString());
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("baseUrl is an address that " + e.getMessage() + ", for example "
                    + RestPaths.DEFAULT_BASE + " would do");
        }
        return this;
    }

    /**
     * The limits and choices of connections: backoff, timeouts, keep-alive, which closures reconnect.
     *
     * @param session {@link SessionPolicy#defaults()} by default
     * @return this
     */
    public ArchonClientBuilder session(SessionPolicy session) {
        this.session = Objects.requireNonNull(session, "session");
        return this;
    }

    /**
     * How long a REST call may take, the token call among them, from the question for the API token to the last byte of the
     * answer. The time that a call waits for its turn (see {@link #tokenCallLimit}) does not count. The body of an answer
     * with an error status is waited for a second at most, since the status decides.
     *
     * @param requestTimeout above zero, at most a day; 10 s by default
     * @return this
     * @throws IllegalArgumentException if it is out of range
     */
    public ArchonClientBuilder requestTimeout(Duration requestTimeout) {
        this.requestTimeout = Durations.positive("requestTimeout", requestTimeout, 1);
        return this;
    }

    /**
     * How long it may take to open a TCP connection, and a proxy to let it through.
     *
     * @param connectTimeout above zero, at most a day; 10 s by default
     * @return this
     * @throws IllegalArgumentException if it is out of range
     */
    public ArchonClientBuilder connectTimeout(Duration connectTimeout) {
        this.connectTimeout = Durations.positive("connectTimeout", connectTimeout, 1);
        return this;
    }

    /**
     * The largest message that is accepted. {@link #oversizedMessages} says what happens to a larger one.
     *
     * @param maxMessageBytes above zero; 16 MiB by default
     * @return this
     * @throws IllegalArgumentException if it is zero or negative
     */
    public ArchonClientBuilder maxMessageBytes(int maxMessageBytes) {
        this.maxMessageBytes = (int) positive("maxMessageBytes", maxMessageBytes);
        return this;
    }

    /**
     * What happens to the connection when a message is larger than {@link #maxMessageBytes}. One that is skipped takes no
     * memory. The connection is ended in any case if the message has more than 1 GiB, or if it is compressed and inflates to
     * more than about four times {@link #maxMessageBytes}.
     *
     * @param oversized {@link FaultyMessage#SKIP} by default; the close code is 1009 otherwise
     * @return this
     */
    public ArchonClientBuilder oversizedMessages(FaultyMessage oversized) {
        this.oversizedMessages = Objects.requireNonNull(oversized, "oversized");
        return this;
    }

    /**
     * What happens to the connection when a text message is not UTF-8. RFC 6455 wants it to end, and a server that keeps such
     * a line in the history of its log can then not be connected to.
     *
     * @param invalid {@link FaultyMessage#SKIP} by default; the close code is 1007 otherwise
     * @return this
     */
    public ArchonClientBuilder invalidUtf8(FaultyMessage invalid) {
        this.invalidUtf8 = Objects.requireNonNull(invalid, "invalid");
        return this;
    }

    /**
     * The bounds of what may wait for the handlers of one server, and for each of its {@linkplain ArchonServer#events()
     * subscribers}. {@link #overflow} says what happens when either bound is reached. What one read of the socket
     * brings comes on top, and what {@link Overflow#BACKPRESSURE} reads ahead.
     *
     * @param events above zero; 65,536 by default
     * @param bytes of messages, above zero; 64 MiB by default
     * @return this
     * @throws IllegalArgumentException if one of them is zero or negative
     */
    public ArchonClientBuilder queue(int events, long bytes) {
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
    public ArchonClientBuilder overflow(Overflow overflow) {
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
    public ArchonClientBuilder directDelivery() {
        this.direct = true;
        return this;
    }

    /**
     * Where handlers run.
     *
     * <p>A handler that blocks holds up its own server only, as long as the executor has a thread for each of them. The
     * default one has: virtual threads from JDK 24 on, before that a pool of four threads for each processor, which starts
     * a further one for each that blocks while events wait, and logs a warning when it does. Futures do not need it.
     *
     * @param executor stays the caller's to shut down, after the client
     * @return this
     */
    public ArchonClientBuilder executor(Executor executor) {
        this.executor = Objects.requireNonNull(executor, "executor");
        return this;
    }

    /**
     * Told what handlers throw, and other code of the embedder's that the client calls.
     *
     * @param handlerErrors given the server's id and what was thrown, each time, on the thread that has thrown it. By
     *     default it is logged, at most 20 times in 30 s, and then how often it was thrown. What the consumer throws
     *     itself is logged in the same way
     * @return this
     */
    public ArchonClientBuilder onHandlerError(BiConsumer<String, Throwable> handlerErrors) {
        this.handlerErrors = Objects.requireNonNull(handlerErrors, "handlerErrors");
        return this;
    }

    /**
     * Keeps each server's log in one piece: of the history that a server replays after a reconnect only what is new is
     * delivered, and where it does not reach back far enough {@link ArchonServer#onGap} is told. Off by default: then
     * lines of the history come again.
     *
     * <p>After a reconnect, events are held back from the first line on until it is known how the history fits: a line or
     * two as a rule, at most for the limit of {@link dev.archon.protocol.session.SessionPolicy.Builder#history} (2 s by
     * default), and not more than the bytes that {@link #queue} allows. After that limit only lines that have come before
     * are still held back, since a slow replay goes on; when it has stood still for five times the limit it is given up.
     * Lines that are exactly alike, time and all, cannot be told apart.
     *
     * @param lines how many of a server's last lines are remembered, at 8 bytes each; as many as the history has, or
     *     more. 1 to 1,000,000
     * @return this
     * @throws IllegalArgumentException if the number is out of range
     */
    public ArchonClientBuilder consoleContinuity(int lines) {
        if (lines < 1 || lines > 1_000_000) {
            throw new IllegalArgumentException("lines must be from 1 to 1,000,000");
        }
        this.continuityLines = lines;
        return this;
    }

    /**
     * The time zone in which the lines of the console show when they were logged, for {@link ArchonServer#onLine} and what
     * is like it, and for {@link ArchonServer#onLogBytes}. Lines that came as text show what the server wrote.
     *
     * @param zone the time zone of the system by default
     * @return this
     */
    public ArchonClientBuilder consoleTimeZone(ZoneId zone) {
        this.consoleZone = Objects.requireNonNull(zone, "zone");
        return this;
    }

    /**
     * Keeps the last lines of each server's console, for {@link ArchonServer#recentLines()} and {@link
     * ArchonServer#followLines}. Off by default. Then lines are made of all console messages, also without a handler.
     *
     * <p>Without {@link #consoleContinuity} the history that a server replays after a reconnect is among them again.
     *
     * @param lines how many lines of a server are kept, above zero
     * @param bytes how many bytes of memory they may take, above zero: two for each character, and about a hundred for
     *     each line. A line that is larger is not kept, nor are those before it
     * @return this
     * @throws IllegalArgumentException if one of them is zero or negative
     */
    public ArchonClientBuilder recentLines(int lines, long bytes) {
        this.recentLines = (int) positive("lines", lines);
        this.recentBytes = positive("bytes", bytes);
        return this;
    }

    /**
     * Keeps stack traces together that came as text while other threads printed lines in between, as Modrinth's panel
     * does: lines are held for 300 ms at most, and those that are part of a stack trace are moved up behind the last
     * warning or error among them. Off by default. It holds for {@link ArchonServer#onLine}, {@link
     * ArchonServer#onLines}, {@link ArchonServer#followLines} and {@link ArchonServer#recentLines()}.
     *
     * <p>Lines still come before whatever other event came after them: such an event ends the time for which they are held.
     *
     * @return this
     */
    public ArchonClientBuilder keepTracesTogether() {
        this.tracesKept = true;
        return this;
    }

    /**
     * Sets the event loops of the connections. This is the only Netty type in the public API.
     *
     * @param group of NIO, epoll or io_uring; stays the caller's to shut down, after the client; by default one of
     *     the client's own, with a thread for each processor
     * @return this
     */
    public ArchonClientBuilder eventLoopGroup(EventLoopGroup group) {
        this.eventLoopGroup = Objects.requireNonNull(group, "group");
        return this;
    }

    /**
     * Sets the transport that drives the sockets.
     *
     * @param transport {@link Transport#AUTO} by default; with an {@link #eventLoopGroup} it need not be set, but must
     *     fit if it is
     * @return this
     */
    public ArchonClientBuilder transport(Transport transport) {
        this.transport = Objects.requireNonNull(transport, "transport");
        return this;
    }

    /**
     * Offers {@code permessage-deflate} (RFC 7692), by which the server may compress what it sends. What the client
     * sends is never compressed, because its compressed size could reveal the token. {@link #maxMessageBytes}
     * holds for the inflated message.
     *
     * @param compression off by default: inflating takes processor time for every line, and native memory for every
     *     connection on which something compressed has come in, which is worth it only where the network is the bottleneck
     * @return this
     */
    public ArchonClientBuilder compression(boolean compression) {
        this.compression = compression;
        return this;
    }

    /**
     * What makes the REST calls, in place of the client's own sockets.
     *
     * <p>Its own proxy, TLS and connect timeout hold for them then, and not what is set here, which holds for the
     * WebSockets alone. An {@code HttpClient} of the JDK repeats a GET up to four times when the connection ends without an
     * answer, which {@link #tokenCallLimit} and the metrics do not see; and it keeps a file descriptor for each answer that
     * it cannot parse.
     *
     * @param client stays the caller's to shut down, after this client; it must not follow redirects, which would take
     *     the API token elsewhere
     * @return this
     * @throws IllegalArgumentException if it follows redirects
     */
    public ArchonClientBuilder httpClient(HttpClient client) {
        if (client.followRedirects() != HttpClient.Redirect.NEVER) {
            throw new IllegalArgumentException("the HttpClient follows redirects, which would take the API token to"
                    + " other hosts; build it with followRedirects(HttpClient.Redirect.NEVER)");
        }
        this.httpClient = client;
        return this;
    }

    /**
     * Keys and trust for the REST calls and the WebSockets: an own certificate authority, a client certificate.
     *
     * <p>Host names are always verified. To trust a certificate that bears another name takes an
     * {@link javax.net.ssl.X509ExtendedTrustManager} that does so.
     *
     * <p>The context is used for every connection that is made later, so an authority can be exchanged without a restart:
     * initialize the context with an {@link javax.net.ssl.X509ExtendedTrustManager} of your own that passes each call on to
     * one held in a {@code volatile} field, and set that field anew. Certificates that are no longer trusted stay in
     * use in open connections and in TLS sessions that are resumed without asking the trust manager: end the sessions with {@link
     * javax.net.ssl.SSLSessionContext#getIds()} of {@link SSLContext#getClientSessionContext()} and {@link
     * javax.net.ssl.SSLSession#invalidate()}, then call {@link ArchonServer#reconnect()}.
     *
     * <p>With a context TLS is the JDK's, also where OpenSSL could be used, see {@link #tlsProvider}. The last call of a
     * method {@code tls} counts.
     *
     * @param context the JDK's default one by default
     * @return this
     */
    public ArchonClientBuilder tls(SSLContext context) {
        this.tls = tls.with(Objects.requireNonNull(context, "context"), null);
        return this;
    }

    /**
     * As {@link #tls(SSLContext)}, with a choice of protocols and cipher suites.
     *
     * @param context the JDK's default one by default
     * @param parameters are copied; the context's defaults by default. Host names are verified whatever they say
     * @return this
     */
    public ArchonClientBuilder tls(SSLContext context, SSLParameters parameters) {
        this.tls =
                tls.with(Objects.requireNonNull(context, "context"), Objects.requireNonNull(parameters, "parameters"));
        return this;
    }

    /**
     * Keys and trust for the REST calls and the WebSockets, whichever {@linkplain #tlsProvider provider} encrypts them: an
     * own certificate authority, a client certificate.
     *
     * <p>Host names are verified by the trust manager. Those of the JDK do so; one of your own must pass the {@code
     * SSLEngine} on to one of the JDK's, or verify the name itself.
     *
     * <p>An authority can be added without a restart by a trust manager that passes each call on to one held in a {@code
     * volatile} field. One that is no longer trusted stays in use in open connections and in TLS sessions, which are resumed
     * without asking the trust manager, by the JDK for a day; to end those, build another client. The last call of a method
     * {@code tls} counts.
     *
     * @param keys the client certificates, as the first of {@link javax.net.ssl.KeyManagerFactory#getKeyManagers()};
     *     {@code null} for none
     * @param trust the trust, as the first of {@link javax.net.ssl.TrustManagerFactory#getTrustManagers()}; {@code null}
     *     for the JDK's default
     * @return this
     */
    public ArchonClientBuilder tls(@Nullable X509ExtendedKeyManager keys, @Nullable X509ExtendedTrustManager trust) {
        this.tls = tls.withManagers(keys, trust);
        return this;
    }

    /**
     * Chooses what encrypts the REST calls and the WebSockets.
     *
     * @param provider {@link TlsProvider#AUTO} by default: OpenSSL if it is on the class path and no {@link
     *     #tls(SSLContext)} was given. {@link TlsProvider#OPENSSL} excludes an {@code SSLContext}
     * @return this
     */
    public ArchonClientBuilder tlsProvider(TlsProvider provider) {
        this.tls = tls.with(Objects.requireNonNull(provider, "provider"));
        return this;
    }

    /**
     * Goes through a proxy.
     *
     * <p>It serves WebSockets and REST calls. What goes to an {@code http} base URL goes to an HTTP proxy as a plain request,
     * everything else through a tunnel.
     *
     * @param proxy none by default; the JVM's proxy properties are not looked at
     * @return this
     */
    public ArchonClientBuilder proxy(ProxyServer proxy) {
        this.proxy = Objects.requireNonNull(proxy, "proxy");
        return this;
    }

    /**
     * Names the embedder's product in the {@code User-Agent} of REST calls and handshakes, before this library.
     *
     * @param product for example {@code "my-panel/2.1"}; none by default
     * @return this
     */
    public ArchonClientBuilder userAgent(String product) {
        this.userAgent = UserAgent.of(product);
        return this;
    }

    /**
     * Sets the {@code Origin} of WebSocket handshakes, for a node that takes connections only from the pages of a panel. REST
     * calls have none.
     *
     * @param origin scheme, host and, if it is not the scheme's own, port, as a browser sends them, for example {@code
     *     "https://modrinth.com"}; none by default, since the client is not a page in a browser
     * @return this
     * @throws IllegalArgumentException if it is no origin, as with a path or a slash at its end
     */
    public ArchonClientBuilder origin(String origin) {
        this.origin = Origin.check(Objects.requireNonNull(origin, "origin"));
        return this;
    }

    /**
     * Adds a header to every REST call and every WebSocket handshake, for example {@code X-Panel-Version: 1}, as Modrinth's
     * own panel sends it. The header is sent to the host of the base URL and to every node that this names.
     *
     * @param name a header's name in any case; one that was added before gets the new value. Not one that the client sets
     *     itself: {@code Accept}, {@code Authorization}, {@code Connection}, {@code Content-*}, {@code Host}, {@code
     *     Origin}, {@code Proxy-*}, {@code Sec-*}, {@code Upgrade}, {@code User-Agent} and the like
     * @param value printable ASCII, 1 to 4,096 characters, without spaces at its ends
     * @return this
     * @throws IllegalArgumentException if name or value cannot be sent, or the name is reserved
     */
    public ArchonClientBuilder header(String name, String value) {
        HeaderRules.check(name, value);
        headers.remove(name);
        headers.put(name, value);
        return this;
    }

    /**
     * Allows {@code ws://} WebSocket addresses under an {@code https://} base URL. The token then travels in clear.
     *
     * @return this
     */
    public ArchonClientBuilder allowClearText() {
        this.clearTextAllowed = true;
        return this;
    }

    /**
     * Makes the client. Nothing is opened yet.
     *
     * @return the client
     * @throws IllegalStateException if there is no token, if a library is missing from the class path or too old, or if
     *     the chosen transport, TLS provider or proxy cannot be used here; the message says what to do
     */
    public ArchonClient build() {
        if (token == null) {
            throw new IllegalStateException(
                    "a token is needed; call token(...), tokenSupplier(...) or tokenSource(...)");
        }
        if (httpClient != null && base.getHost() == null) {
            throw new IllegalStateException(
                    "java.net.http takes no host with an underscore, as " + WebAddress.host(base)
                            + " of the base URL; leave httpClient(...) out, or name the host in another way");
        }
        Requirements.check();
        try {
            return new ArchonClient(config(token));
        } catch (LinkageError e) {
            throw Requirements.explain(e);
        }
    }

    private ClientConfig config(TokenSource source) {
        Map<String, String> restHeaders = new LinkedHashMap<>(headers);
        restHeaders.put("User-Agent", userAgent);
        return new ClientConfig(
                new ClientConfig.Rest(
                        base, source, requestTimeout, tokenCallsPerSecond, tokenCallBurst, httpClient, restHeaders),
                new ClientConfig.Network(
                        transport,
                        eventLoopGroup,
                        resolver,
                        tls.create(),
                        proxy == null ? null : proxy.address,
                        connectTimeout,
                        clearTextAllowed,
                        new HandshakeRequest.Settings(compression, userAgent, origin, headers)),
                session,
                new MessageRules(maxMessageBytes, invalidUtf8, oversizedMessages),
                new ClientConfig.Delivery(overflow, maxQueuedEvents, maxQueuedBytes, direct, executor, handlerErrors),
                new ClientConfig.Console(
                        ConsoleFormat.in(consoleZone), continuityLines, recentLines, recentBytes, tracesKept),
                nanoTime);
    }

    private static long positive(String parameter, long value) {
        if (value <= 0) {
            throw new IllegalArgumentException(parameter + " must be more than zero");
        }
        return value;
    }
}

package dev.archon.client.internal.rest;

import dev.archon.client.internal.net.ProxyAddress;
import dev.archon.client.internal.net.Route;
import dev.archon.client.internal.observe.LogOutput;
import dev.archon.protocol.codec.ProtocolException;
import dev.archon.protocol.codec.RestCodec;
import dev.archon.protocol.rest.PowerAction;
import dev.archon.protocol.rest.RestPaths;
import dev.archon.protocol.rest.WebSocketCredentials;
import dev.archon.protocol.session.Failure;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Makes REST calls with the API token. Their futures fail with {@link RestFailedException}; cancelling one ends the
 * call.
 *
 * <p>Each call has one time limit, which starts at its turn. Redirects are not followed, since they would send the API
 * token to another host.
 */
public final class RestClient {

    private static final int TOO_MANY_REQUESTS = 429;

    private final Settings settings;
    private final RestFailures failures;
    private final Set<RestCall> open = ConcurrentHashMap.newKeySet();
    // Referred to only here and by calls under way, and released when closed, since the embedder's HttpClient may live
    // on.
    private volatile @Nullable Exchange exchange;

    /** The order of calls when there are more than the rate allows. */
    public enum Priority {
        /** A token call without which a connection would end. Comes before all others. */
        RENEWAL,

        /** A token call for a new connection. Comes in the order of arrival, and later if the endpoint refuses calls. */
        CONNECT,

        /** Any other call. Comes in the order of arrival. */
        OTHER
    }

    /**
     * The settings of calls.
     *
     * @param base the base address of the paths
     * @param timeout the time limit of a call, from its turn on
     * @param tokens supplies the API token before each call
     * @param suppliers runs the embedder's token supplier
     * @param throttle decides when a call may be made
     * @param timer runs the time limits
     * @param headers the headers that every request has besides its own
     * @param proxy the proxy of the calls; {@code null} for none, or if the embedder's HttpClient makes the calls
     * @param clearTextAllowed whether a node may be called by {@code http} although the base address is {@code https}
     * @param log receives errors of this program
     */
    public record Settings(
            URI base,
            Duration timeout,
            TokenSource tokens,
            ExecutorService suppliers,
            TokenCallThrottle throttle,
            ScheduledExecutorService timer,
            Map<String, String> headers,
            @Nullable ProxyAddress proxy,
            boolean clearTextAllowed,
            LogOutput log) {}

    /** Reads the body of an answer. */
    @FunctionalInterface
    public interface BodyReader<T> {

        /**
         * Reads a body.
         *
         * @param body the body of an answer with a status of success
         * @return its value
         * @throws ProtocolException if it is not a valid answer of the call
         */
        T read(byte[] body) throws ProtocolException;
    }

    /**
     * Makes a client.
     *
     * @param exchange sends the requests
     * @param settings the settings of calls
     */
    public RestClient(Exchange exchange, Settings settings) {
        this.settings = settings;
        this.failures =
                RestFailures.ofArchon(Route.to(settings.base(), settings.proxy()), settings.timeout(), settings.log());
        this.exchange = exchange;
    }

    /**
     * Fetches the credentials of a server's WebSocket, when it is its turn.
     *
     * @param serverId the server
     * @param secrets learns the tokens that are used
     * @param priority {@link Priority#RENEWAL} or {@link Priority#CONNECT}
     * @return the address and the token of the WebSocket; fails in time, since each call has a limit from its turn on
     */
    public CompletableFuture<WebSocketCredentials> fetch(String serverId, Secrets secrets, Priority priority) {
        ApiCall call = ApiCall.of("GET", RestPaths.webSocket(serverId));
        return inTurn(call, "the token call", secrets, priority, body -> {
            WebSocketCredentials credentials = RestCodec.decodeCredentials(body);
            secrets.jwt(credentials.token().value());
            return credentials;
        });
    }

    /**
     * Makes the power call. It does not wait for a turn.
     *
     * @param serverId the server
     * @param secrets learns the tokens that are used
     * @param action the power action
     * @return completes when the call is accepted
     */
    public CompletableFuture<Void> power(String serverId, Secrets secrets, PowerAction action) {
        ApiCall power = new ApiCall("POST", RestPaths.power(serverId), RestCodec.encodePower(action));
        RestCall call = archon(power, secrets);
        return read(start(call, secrets, call), "the power call", secrets, failures, RestClient::nothing);
    }

    /**
     * Makes any other call, when it is its turn.
     *
     * @param call the call
     * @param secrets learns the tokens that are used
     * @param reader reads the answer
     * @param <T> the type of the answer
     * @return the answer; fails at once if too many calls wait already
     */
    public <T> CompletableFuture<T> call(ApiCall call, Secrets secrets, BodyReader<T> reader) {
        if (settings.throttle().isCrowded()) {
            return CompletableFuture.failedFuture(crowded());
        }
        return inTurn(call, call.toString(), secrets, Priority.OTHER, reader);
    }

    /**
     * Ignores the body of an answer.
     *
     * @param body any
     * @return {@code null}
     */
    @SuppressWarnings("NullAway") // The only value of Void.
    public static Void nothing(byte[] body) {
        return null;
    }

    /** Makes a call to a node, with the token of the node's access call. */
    CompletableFuture<byte[]> node(NodeAddress node, ApiCall call, Secrets secrets) {
        RestFailures ofNode =
                RestFailures.ofNode(Route.to(node.base(), settings.proxy()), settings.timeout(), settings.log());
        RestCall made = new RestCall(
                means(() -> CompletableFuture.completedFuture(node.token()), ofNode),
                secrets,
                token -> request(below(node.base(), call.path()), nodeHeaders(), call, token));
        if (settings.throttle().isCrowded()) {
            return CompletableFuture.failedFuture(crowded());
        }
        return startInTurn(made, secrets, Priority.OTHER);
    }

    boolean isClearTextAllowed() {
        return settings.clearTextAllowed();
    }

    URI base() {
        return settings.base();
    }

    /** Ends all calls. Later ones fail. */
    public void close() {
        Exchange known = exchange;
        exchange = null;
        open.forEach(call -> call.fail(closed()));
        if (known != null) {
            known.close();
        }
    }

    private static RestFailedException crowded() {
        return new RestFailedException(Failure.of("the call was not made, since " + TokenCallThrottle.MAX_WAITING
                + " others wait for their turn already; see tokenCallLimit(...)"));
    }

    static RestFailedException closed() {
        return new RestFailedException(Failure.of("the client is closed"));
    }

    private <T> CompletableFuture<T> inTurn(
            ApiCall call, String name, Secrets secrets, Priority priority, BodyReader<T> reader) {
        RestCall made = archon(call, secrets);
        return read(startInTurn(made, secrets, priority), name, secrets, failures, reader);
    }

    private CompletableFuture<byte[]> startInTurn(RestCall call, Secrets secrets, Priority priority) {
        TokenCallThrottle throttle = settings.throttle();
        call.result().whenComplete((answer, error) -> {
            if (priority != Priority.OTHER
                    && error instanceof RestFailedException failed
                    && failed.failure().status().orElse(0) == TOO_MANY_REQUESTS) {
                throttle.refused(call, failed.failure().retryAfter().orElse(Duration.ZERO));
            }
            throttle.leave(call);
        });
        return start(call, secrets, () -> throttle.enter(call, priority));
    }

    private RestCall archon(ApiCall call, Secrets secrets) {
        URI uri = below(settings.base(), call.path());
        return new RestCall(
                means(() -> settings.tokens().get(settings.suppliers()), failures),
                secrets,
                token -> request(uri, settings.headers(), call, token));
    }

    private RestCall.Means means(Supplier<CompletableFuture<String>> token, RestFailures ofHost) {
        Exchange known = exchange;
        return new RestCall.Means(
                token,
                known != null ? known : (request, stages) -> CompletableFuture.failedFuture(closed()),
                settings.timer(),
                settings.timeout(),
                ofHost);
    }

    private CompletableFuture<byte[]> start(RestCall call, Secrets secrets, Runnable start) {
        settings.tokens().tell(secrets);
        open.add(call);
        call.result().whenComplete((body, error) -> open.remove(call));
        if (exchange == null) {
            call.fail(closed());
            return call.result();
        }
        try {
            start.run();
        } catch (Throwable e) {
            call.fail(e);
        }
        return call.result();
    }

    private static <T> CompletableFuture<T> read(
            CompletableFuture<byte[]> answer,
            String name,
            Secrets secrets,
            RestFailures failures,
            BodyReader<T> reader) {
        CompletableFuture<T> result = new CompletableFuture<>();
        answer.whenComplete((body, error) -> {
            if (error != null) {
                result.completeExceptionally(error);
                return;
            }
            try {
                result.complete(reader.read(body));
            } catch (ProtocolException e) {
                result.completeExceptionally(new RestFailedException(failures.unreadable(name, e, secrets)));
            } catch (Throwable e) {
                result.completeExceptionally(failures.of(e, secrets));
            }
        });
        result.whenComplete((value, error) -> {
            if (result.isCancelled()) {
                answer.cancel(false);
            }
        });
        return result;
    }

    /** The embedder's headers are meant for Archon, so a node gets only the {@code User-Agent}. */
    private Map<String, String> nodeHeaders() {
        String userAgent = settings.headers().get("User-Agent");
        return userAgent == null ? Map.of() : Map.of("User-Agent", userAgent);
    }

    /** The address of a path below another address. Not by {@code resolve}, which reads text after two slashes as a host. */
    private static URI below(URI base, String path) {
        return URI.create(base.getScheme() + "://" + base.getRawAuthority()
                + base.getRawPath().replaceAll("/+$", "") + path);
    }

    private static RestRequest request(URI uri, Map<String, String> common, ApiCall call, String token) {
        Map<String, String> headers = new LinkedHashMap<>(common);
        headers.put("Authorization", "Bearer " + token);
        headers.put("Accept", "application/json");
        if (call.body().length > 0) {
            headers.put("Content-Type", "application/json");
        }
        return new RestRequest(call.method(), uri, headers, call.body());
    }
}

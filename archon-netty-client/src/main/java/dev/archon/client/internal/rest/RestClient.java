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
 * Makes REST calls with the API token. Their futures fail with {@link RestFailedException}, and to cancel one ends the
 * call.
 *
 * <p>Each call has one time limit, which runs from its turn on. Redirects are not followed: they would take the API token
 * to another host.
 */
public final class RestClient {

    private final Settings settings;
    private final RestFailures failures;
    private final Set<RestCall> open = ConcurrentHashMap.newKeySet();
    // Held here and by calls under way only, and released when closed: an HttpClient of the embedder's may outlive
    // this.
    private volatile @Nullable Exchange exchange;

    /** Which calls come first when there are more than the rate allows. */
    public enum Priority {
        /** A connection lives on it. Before all others. */
        RENEWAL,

        /** In the order in which the calls were asked for. */
        NORMAL
    }

    /**
     * What calls are made with.
     *
     * @param base the address below which the paths lie
     * @param timeout how long a call may take once it is its turn
     * @param tokens asked for the API token before each call
     * @param suppliers where that is asked
     * @param throttle when a call may be made
     * @param timer what limits the calls
     * @param headers what every request has besides its own headers
     * @param proxy what the calls go through; {@code null} if they go straight, or the embedder's way
     * @param clearTextAllowed whether a node may be called by {@code http} although the base address is {@code https}
     * @param log where errors of this program go
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
         * @return what it says
         * @throws ProtocolException if it is not what the call answers
         */
        T read(byte[] body) throws ProtocolException;
    }

    /**
     * Makes a client.
     *
     * @param exchange what sends the requests
     * @param settings what else calls are made with
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
     * @param secrets what learns the tokens that are used
     * @param priority which calls it comes before
     * @return where to connect, and with what; fails in time, since each call has a limit that runs from its turn on
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
     * Asks a server to start or end. Does not wait for a turn.
     *
     * @param serverId the server
     * @param secrets what learns the tokens that are used
     * @param action what to do
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
     * @param call what to ask for
     * @param secrets what learns the tokens that are used
     * @param reader reads the answer
     * @param <T> what the answer says
     * @return what the answer says; fails at once if too many calls wait already
     */
    public <T> CompletableFuture<T> call(ApiCall call, Secrets secrets, BodyReader<T> reader) {
        if (settings.throttle().isCrowded()) {
            return CompletableFuture.failedFuture(crowded());
        }
        return inTurn(call, call.toString(), secrets, Priority.NORMAL, reader);
    }

    /**
     * Reads nothing of an answer.
     *
     * @param body any
     * @return {@code null}
     */
    @SuppressWarnings("NullAway") // The only value of Void.
    public static Void nothing(byte[] body) {
        return null;
    }

    /** Makes a call to a node, with the token that the node's access call gave. */
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
        return startInTurn(made, secrets, Priority.NORMAL);
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
        call.result().whenComplete((answer, error) -> throttle.leave(call));
        return start(call, secrets, () -> throttle.enter(call, priority == Priority.RENEWAL));
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

    /** What embedders add is meant for Archon; the panel's own header never goes to a node either. */
    private Map<String, String> nodeHeaders() {
        String userAgent = settings.headers().get("User-Agent");
        return userAgent == null ? Map.of() : Map.of("User-Agent", userAgent);
    }

    /** The address of a path below another address. Not by {@code resolve}, which takes what follows two slashes for a host. */
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

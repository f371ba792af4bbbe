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
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The two REST calls. Their futures fail with {@link RestFailedException}, and to cancel one ends the call.
 *
 * <p>Redirects are not followed: they would take the API token to another host.
 */
public final class RestClient {

    private final Settings settings;
    private final RestFailures failures;
    private final Set<RestCall> open = ConcurrentHashMap.newKeySet();
    // Held here alone, and let go of when closed: an HttpClient of the embedder's may outlive this client.
    private volatile @Nullable Exchange exchange;

    /**
     * What calls are made with.
     *
     * @param base the address below which the paths lie
     * @param timeout how long a call may take once it is its turn
     * @param tokens asked for the API token before each call
     * @param suppliers where that is asked
     * @param turns when a token call may be made
     * @param timer what limits the calls
     * @param headers what every request has besides its own headers
     * @param proxy what the calls go through; {@code null} if they go straight, or the embedder's way
     * @param log where errors of this program go
     */
    public record Settings(
            URI base,
            Duration timeout,
            TokenSource tokens,
            ExecutorService suppliers,
            TokenCallThrottle turns,
            ScheduledExecutorService timer,
            Map<String, String> headers,
            @Nullable ProxyAddress proxy,
            LogOutput log) {}

    /**
     * Makes a client.
     *
     * @param exchange what sends the requests
     * @param settings what else calls are made with
     */
    public RestClient(Exchange exchange, Settings settings) {
        this.settings = settings;
        this.failures =
                new RestFailures(Route.to(settings.base(), settings.proxy()), settings.timeout(), settings.log());
        this.exchange = exchange;
    }

    /**
     * Fetches the credentials of a server's WebSocket, when it is its turn.
     *
     * @param serverId the server
     * @param secrets what learns the tokens that are used
     * @param renewal whether a connection lives on it, which is to come before those that are made anew
     * @param started run when its turn has come, just before the call is made; its time limit runs from there
     * @return where to connect, and with what
     */
    public CompletableFuture<WebSocketCredentials> credentials(
            String serverId, Secrets secrets, boolean renewal, Runnable started) {
        RestCall call = new RestCall(
                this, secrets, token -> request("GET", RestPaths.webSocket(serverId), token, new byte[0]), started);
        call.result().whenComplete((answer, error) -> settings.turns().leave(call));
        return open(
                call,
                answer -> credentials(answer, secrets),
                () -> settings.turns().enter(call, renewal));
    }

    /**
     * Asks a server to start or end.
     *
     * @param serverId the server
     * @param secrets what learns the tokens that are used
     * @param action what to do
     * @return completes when the call is accepted
     */
    public CompletableFuture<Void> power(String serverId, Secrets secrets, PowerAction action) {
        RestCall call = new RestCall(
                this,
                secrets,
                token -> request("POST", RestPaths.power(serverId), token, RestCodec.encodePower(action)),
                () -> {});
        return open(call, answer -> null, call);
    }

    /** Ends all calls. Later ones fail. */
    public void close() {
        exchange = null;
        open.forEach(call -> call.fail(closed()));
    }

    private <T> CompletableFuture<T> open(RestCall call, Function<byte[], @Nullable T> answer, Runnable start) {
        settings.tokens().tell(call.secrets());
        open.add(call);
        CompletableFuture<T> result = new CompletableFuture<>();
        call.result().whenComplete((body, error) -> {
            open.remove(call);
            if (error != null) {
                result.completeExceptionally(error);
                return;
            }
            try {
                result.complete(answer.apply(body));
            } catch (Throwable e) {
                result.completeExceptionally(failure(e, call.secrets()));
            }
        });
        result.whenComplete((value, error) -> {
            if (result.isCancelled()) {
                call.result().cancel(false);
            }
        });
        if (exchange == null) {
            call.fail(closed());
            return result;
        }
        try {
            start.run();
        } catch (Throwable e) {
            call.fail(e);
        }
        return result;
    }

    private WebSocketCredentials credentials(byte[] answer, Secrets secrets) {
        try {
            WebSocketCredentials credentials = RestCodec.decodeCredentials(answer);
            secrets.jwt(credentials.token().value());
            return credentials;
        } catch (ProtocolException e) {
            throw new RestFailedException(failures.unreadable(e, secrets));
        }
    }

    private RestRequest request(String method, String path, String token, byte[] body) {
        URI base = settings.base();
        Map<String, String> headers = new LinkedHashMap<>(settings.headers());
        headers.put("Authorization", "Bearer " + token);
        headers.put("Accept", "application/json");
        if (body.length > 0) {
            headers.put("Content-Type", "application/json");
        }
        return new RestRequest(method, base.resolve(base.getRawPath().replaceAll("/+$", "") + path), headers, body);
    }

    CompletableFuture<RestAnswer> send(RestRequest request, Consumer<CallStage> stages) {
        Exchange known = exchange;
        return known == null ? CompletableFuture.failedFuture(closed()) : known.send(request, stages);
    }

    CompletableFuture<String> token() {
        return settings.tokens().get(settings.suppliers());
    }

    ScheduledExecutorService timer() {
        return settings.timer();
    }

    Duration timeout() {
        return settings.timeout();
    }

    RestFailedException timedOut(CallStage stage) {
        return new RestFailedException(failures.timedOut(stage));
    }

    static RestFailedException closed() {
        return new RestFailedException(Failure.of("the client is closed"));
    }

    Failure refusal(RestAnswer answer, Secrets secrets) {
        return failures.refusal(answer, secrets);
    }

    Throwable failure(Throwable error, Secrets secrets) {
        return failures.of(error, secrets);
    }
}

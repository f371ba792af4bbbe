package dev.archon.client.internal.rest;

import dev.archon.client.internal.net.NetworkError;
import dev.archon.client.internal.net.ProxyAddress;
import dev.archon.client.internal.net.Route;
import dev.archon.protocol.codec.ProtocolException;
import dev.archon.protocol.codec.RestCodec;
import dev.archon.protocol.rest.PowerAction;
import dev.archon.protocol.rest.RestPaths;
import dev.archon.protocol.rest.WebSocketCredentials;
import dev.archon.protocol.session.Failure;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The two REST calls. Their futures fail with {@link RestFailedException}, and to cancel one ends the call.
 *
 * <p>Redirects are not followed: they would take the API token to another host.
 */
public final class RestClient {

    private static final int MAX_DETAIL = 200;
    private static final int MAX_ANSWER = 1 << 20;
    private static final int MAX_ERROR = 16 << 10;
    private static final int PROXY_AUTHENTICATION_REQUIRED = 407;

    private final Settings settings;
    private final Route route;
    private final Set<RestCall> open = ConcurrentHashMap.newKeySet();
    // Held here alone, and let go of when closed: before JDK 21 its thread ends when nobody holds it any more.
    private volatile @Nullable HttpClient http;

    /**
     * What calls are made with.
     *
     * @param base the address below which the paths lie
     * @param timeout how long a call may take once it is its turn
     * @param tokens asked for the API token before each call
     * @param suppliers where that is asked
     * @param turns when a token call may be made
     * @param timer what limits the calls
     * @param userAgent who we are
     * @param proxy what the calls go through; {@code null} if they go straight, or the embedder's way
     */
    public record Settings(
            URI base,
            Duration timeout,
            TokenSource tokens,
            ExecutorService suppliers,
            Turns turns,
            ScheduledExecutorService timer,
            String userAgent,
            @Nullable ProxyAddress proxy) {}

    /**
     * Makes a client.
     *
     * @param http what makes the calls; does not follow redirects
     * @param settings what else they are made with
     */
    public RestClient(HttpClient http, Settings settings) {
        this.settings = settings;
        this.route = Route.to(settings.base(), settings.proxy());
        this.http = http;
    }

    /**
     * Fetches the credentials of a server's WebSocket, when it is its turn.
     *
     * @param serverId the server
     * @param renewal whether a connection lives on it, which is to come before those that are made anew
     * @param started run when its turn has come, just before the call is made; its time limit runs from there
     * @return where to connect, and with what
     */
    public CompletableFuture<WebSocketCredentials> credentials(String serverId, boolean renewal, Runnable started) {
        RestCall call = new RestCall(
                this,
                token -> request(RestPaths.webSocket(serverId), token).GET().build(),
                started);
        call.result().whenComplete((answer, error) -> settings.turns().leave(call));
        return open(call, this::credentials, () -> settings.turns().enter(call, renewal));
    }

    /**
     * Asks a server to start or end.
     *
     * @param serverId the server
     * @param action what to do
     * @return completes when the call is accepted
     */
    public CompletableFuture<Void> power(String serverId, PowerAction action) {
        byte[] body = RestCodec.encodePower(action);
        RestCall call = new RestCall(
                this,
                token -> request(RestPaths.power(serverId), token)
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofByteArray(body))
                        .build(),
                () -> {});
        return open(call, answer -> null, call);
    }

    /** Ends all calls. Later ones fail. */
    public void close() {
        http = null;
        open.forEach(call -> call.fail(closed()));
    }

    private <T> CompletableFuture<T> open(RestCall call, Function<byte[], @Nullable T> answer, Runnable start) {
        open.add(call);
        CompletableFuture<T> result = new CompletableFuture<>();
        call.result().whenComplete((body, error) -> {
            open.remove(call);
            try {
                if (error != null) {
                    result.completeExceptionally(error);
                } else {
                    result.complete(answer.apply(body));
                }
            } catch (RestFailedException e) {
                result.completeExceptionally(e);
            }
        });
        result.whenComplete((value, error) -> {
            if (result.isCancelled()) {
                call.result().cancel(false);
            }
        });
        if (http == null) {
            call.fail(closed());
        } else {
            start.run();
        }
        return result;
    }

    private WebSocketCredentials credentials(byte[] answer) {
        try {
            return RestCodec.decodeCredentials(answer);
        } catch (ProtocolException e) {
            throw new RestFailedException(Failure.of("the answer of "
                    + settings.base().getHost() + " to the token call is none that Archon gives; check the base URL ("
                    + e.getMessage() + ")"));
        }
    }

    private HttpRequest.Builder request(String path, String token) {
        URI base = settings.base();
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        base.resolve(base.getRawPath().replaceAll("/+$", "") + path))
                .header("Authorization", "Bearer " + token)
                .header("Accept", "application/json")
                .header("User-Agent", settings.userAgent());
        if (!Route.isEncrypted(base)) {
            // An upgrade to HTTP/2 on an open connection is more than a small server expects.
            request.version(HttpClient.Version.HTTP_1_1);
        }
        if (settings.proxy() != null) {
            settings.proxy().basicAuthorization().ifPresent(login -> request.header("Proxy-Authorization", login));
        }
        return request;
    }

    CompletableFuture<HttpResponse<byte[]>> send(HttpRequest request) {
        HttpClient known = http;
        return known == null ? CompletableFuture.failedFuture(closed()) : known.sendAsync(request, limited(route));
    }

    /** Holds nothing of the client: the JDK keeps it as long as the connection is kept. */
    private static BodyHandler<byte[]> limited(Route route) {
        return answer -> answer.statusCode() / 100 == 2
                ? new LimitedBody(
                        MAX_ANSWER,
                        Failure.of(route.target() + " answered with more than 1 MiB, which Archon does not; check the"
                                + " base URL"))
                : new LimitedBody(MAX_ERROR, null);
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

    RestFailedException timedOut(boolean asked) {
        String missing = asked ? "no answer from " + route.target() : "no API token";
        String hint = asked ? "check the base URL and the network" : TokenSource.HINT;
        return new RestFailedException(
                Failure.of(missing + " within " + settings.timeout().toMillis() + " ms (requestTimeout); " + hint));
    }

    static RestFailedException closed() {
        return new RestFailedException(Failure.of("the client is closed"));
    }

    /** How an answer failed; {@code null} if it did not. */
    @Nullable
    Failure refusal(HttpResponse<byte[]> response, String token) {
        int status = response.statusCode();
        if (status / 100 == 2) {
            return null;
        }
        if (status == PROXY_AUTHENTICATION_REQUIRED && route.proxy() != null) {
            return new Failure(
                    OptionalInt.of(status),
                    Optional.empty(),
                    true,
                    route.firstHop() + " wants another login; check user and password given with login(...)");
        }
        String words = RestCodec.decodeError(response.body())
                .filter(text -> !text.contains(token))
                .map(RestClient::printable)
                .orElse("");
        return Failure.ofStatus(
                status,
                response.headers().firstValue("Retry-After").flatMap(text -> RetryAfter.parse(text, Instant.now())),
                route.target() + " answered" + (words.isEmpty() ? " with status " + status : ": " + words)
                        + hint(status));
    }

    private static String hint(int status) {
        return switch (status) {
            case 301, 302, 303, 307, 308 ->
                "; redirects are not followed with the API token, set the base URL to where it points";
            case 401 -> "; check the API token";
            case 403 -> "; check that the API token may use this server";
            case 404 -> "; check the server id and the base URL";
            default -> "";
        };
    }

    Throwable failure(Throwable error) {
        Throwable cause = error;
        for (int i = 0; cause != null && i < 8; i++, cause = cause.getCause()) {
            if (cause instanceof RestFailedException || cause instanceof CancellationException) {
                return cause;
            }
        }
        return new RestFailedException(Failure.of(NetworkError.describe(RestFailedException.cause(error), route)));
    }

    private static String printable(String text) {
        String one = text.replaceAll("\\p{Cntrl}", " ").strip();
        return one.length() > MAX_DETAIL ? one.substring(0, MAX_DETAIL) + "..." : one;
    }
}

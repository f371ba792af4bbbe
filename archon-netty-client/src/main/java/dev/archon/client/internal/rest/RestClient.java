package dev.archon.client.internal.rest;

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
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;

/** The two REST calls. Their futures fail with {@link RestFailedException} only. */
public final class RestClient {

    private static final int MAX_DETAIL = 200;

    private final HttpClient http;
    private final URI base;
    private final Duration timeout;
    private final Supplier<CompletableFuture<String>> apiToken;

    /**
     * Makes a client.
     *
     * @param http what makes the calls
     * @param base the address below which the paths lie
     * @param timeout how long a call may take
     * @param apiToken asked for the API token before each call
     */
    public RestClient(HttpClient http, URI base, Duration timeout, Supplier<CompletableFuture<String>> apiToken) {
        this.http = http;
        this.base = base;
        this.timeout = timeout;
        this.apiToken = apiToken;
    }

    /**
     * Fetches the credentials of a server's WebSocket.
     *
     * @param serverId the server
     * @return where to connect, and with what
     */
    public CompletableFuture<WebSocketCredentials> credentials(String serverId) {
        return call(RestPaths.webSocket(serverId), HttpRequest.Builder::GET).thenApply(answer -> {
            try {
                return RestCodec.decodeCredentials(answer);
            } catch (ProtocolException e) {
                throw new RestFailedException(Failure.of("the answer of " + base.getHost()
                        + " to the token call is none that Archon gives; check the base URL (" + e.getMessage() + ")"));
            }
        });
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
        return call(
                        RestPaths.power(serverId),
                        request -> request.header("Content-Type", "application/json")
                                .POST(BodyPublishers.ofByteArray(body)))
                .thenAccept(answer -> {});
    }

    private interface Method {
        HttpRequest.Builder of(HttpRequest.Builder request);
    }

    private CompletableFuture<byte[]> call(String path, Method method) {
        URI uri = base.resolve(base.getRawPath().replaceAll("/+$", "") + path);
        return token().thenCompose(token -> {
                    HttpRequest.Builder request = HttpRequest.newBuilder(uri)
                            .timeout(timeout)
                            .header("Authorization", "Bearer " + token)
                            .header("Accept", "application/json")
                            .header("User-Agent", "archon-java/0.1");
                    return http.sendAsync(method.of(request).build(), BodyHandlers.ofByteArray())
                            .thenApply(response -> body(response, token));
                })
                .exceptionallyCompose(error -> CompletableFuture.failedFuture(failure(error)));
    }

    private CompletableFuture<String> token() {
        try {
            return apiToken.get().thenApply(RestClient::checked);
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private static String checked(String token) {
        // The JDK's own complaint about a bad header quotes it.
        if (token.isBlank() || !token.chars().allMatch(c -> c > ' ' && c < 127)) {
            throw new RestFailedException(
                    Failure.permanent("the API token is empty or holds characters that no token has; check it"));
        }
        return token;
    }

    private byte[] body(HttpResponse<byte[]> response, String token) {
        int status = response.statusCode();
        if (status / 100 == 2) {
            return response.body();
        }
        String words = RestCodec.decodeError(response.body())
                .filter(text -> !text.contains(token))
                .map(RestClient::printable)
                .orElse("");
        throw new RestFailedException(Failure.ofStatus(
                status,
                response.headers().firstValue("Retry-After").flatMap(text -> RetryAfter.parse(text, Instant.now())),
                base.getHost() + " answered" + (words.isEmpty() ? " with status " + status : ": " + words)
                        + hint(status)));
    }

    private static String hint(int status) {
        return switch (status) {
            case 401 -> "; check the API token";
            case 403 -> "; check that the API token may use this server";
            case 404 -> "; check the server id and the base URL";
            default -> "";
        };
    }

    private RestFailedException failure(Throwable error) {
        Throwable cause = error instanceof CompletionException && error.getCause() != null ? error.getCause() : error;
        if (cause instanceof RestFailedException known) {
            return known;
        }
        // The cause's own message may quote a request, so only its class is told.
        return new RestFailedException(Failure.of("no answer from " + base.getScheme() + "://" + base.getRawAuthority()
                + " (" + cause.getClass().getSimpleName() + "); check the base URL and the network"));
    }

    private static String printable(String text) {
        String one = text.replaceAll("\\p{Cntrl}", " ").strip();
        return one.length() > MAX_DETAIL ? one.substring(0, MAX_DETAIL) + "..." : one;
    }
}

package dev.archon.simulator.internal.forward;

import dev.archon.simulator.internal.wire.HttpAnswer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Sends calls on to one address and no other: redirects are handed to the client as they are, so that no token travels to
 * another host or in clear.
 */
public final class Forwarder {

    /** The largest body of an answer. */
    static final int MAX_BODY_BYTES = 8 << 20;

    private static final Duration CONNECT_LIMIT = Duration.ofSeconds(10);
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final ForwardTarget target;
    private final HttpClient http = HttpClient.newBuilder()
            .connectTimeout(CONNECT_LIMIT)
            .followRedirects(HttpClient.Redirect.NEVER)
            .version(HttpClient.Version.HTTP_1_1)
            .build();

    /**
     * Makes a forwarder that has sent nothing yet.
     *
     * @param target where calls are sent
     */
    public Forwarder(ForwardTarget target) {
        this.target = target;
    }

    /**
     * Sends a call on.
     *
     * @param method the HTTP method
     * @param address the path with its query, as it was sent
     * @param headers the headers of the call
     * @param body the body, of which nothing is consumed
     * @return completes with the answer; with 502 and an explanation if there is none, and with 504 after 30 s; never fails
     */
    public CompletableFuture<HttpAnswer> send(
            String method, String address, List<Map.Entry<String, String>> headers, ByteBuffer body) {
        HttpRequest request;
        try {
            request = request(method, target.resolve(address), headers, body);
        } catch (IllegalArgumentException e) {
            return CompletableFuture.completedFuture(badGateway("cannot be sent there: " + e.getMessage()));
        }
        CompletableFuture<HttpResponse<byte[]>> sent = http.sendAsync(request, info -> new BoundedBody(MAX_BODY_BYTES));
        return sent.copy().orTimeout(LIMIT.toMillis(), TimeUnit.MILLISECONDS).handle((response, problem) -> {
            if (problem == null) {
                return answer(response);
            }
            sent.cancel(true);
            return failed(problem);
        });
    }

    private static HttpRequest request(
            String method, URI uri, List<Map.Entry<String, String>> headers, ByteBuffer body) {
        List<String> connection = headers.stream()
                .filter(header -> header.getKey().equalsIgnoreCase("connection"))
                .map(Map.Entry::getValue)
                .toList();
        HttpRequest.Builder request = HttpRequest.newBuilder(uri).timeout(LIMIT);
        headers.stream()
                .filter(header -> ForwardTarget.passes(header.getKey(), connection))
                .forEach(header -> request.header(header.getKey(), header.getValue()));
        return request.method(
                        method,
                        body.hasRemaining()
                                ? HttpRequest.BodyPublishers.ofByteArray(bytes(body))
                                : HttpRequest.BodyPublishers.noBody())
                .build();
    }

    private static byte[] bytes(ByteBuffer body) {
        byte[] bytes = new byte[body.remaining()];
        body.duplicate().get(bytes);
        return bytes;
    }

    /** The body is kept byte by byte, whatever its encoding is. */
    private static HttpAnswer answer(HttpResponse<byte[]> response) {
        HttpHeaders headers = response.headers();
        List<String> connection = headers.allValues("connection");
        Map<String, String> kept = new LinkedHashMap<>();
        headers.map().forEach((name, values) -> {
            if (ForwardTarget.passes(name, connection) && !name.equalsIgnoreCase("set-cookie")) {
                kept.put(name, String.join(", ", new ArrayList<>(values)));
            }
        });
        if (response.body().length > 0) {
            kept.putIfAbsent("content-type", "application/octet-stream");
        }
        return new HttpAnswer(
                response.statusCode(),
                new String(response.body(), StandardCharsets.ISO_8859_1),
                kept,
                headers.allValues("set-cookie"),
                StandardCharsets.ISO_8859_1);
    }

    private HttpAnswer failed(Throwable failure) {
        Throwable problem =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        if (problem instanceof HttpTimeoutException || problem instanceof TimeoutException) {
            return HttpAnswer.error(
                    504, "gateway_timeout", target + " has not answered within " + LIMIT.toSeconds() + " s");
        }
        String why = problem instanceof IOException
                ? Optional.ofNullable(problem.getMessage()).orElse("the connection failed")
                : problem.getClass().getSimpleName();
        return badGateway("did not answer: " + why);
    }

    private HttpAnswer badGateway(String problem) {
        return HttpAnswer.error(502, "bad_gateway", target + ", where unknown calls are forwarded, " + problem);
    }

    @Override
    public String toString() {
        return "forwarded to " + target;
    }
}

package dev.archon.simulator;

import dev.archon.protocol.codec.ProtocolException;
import dev.archon.protocol.codec.RestCodec;
import dev.archon.protocol.rest.RestPaths;
import dev.archon.protocol.rest.WebSocketCredentials;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** REST calls to a simulator, by the JDK's HTTP client. */
final class RestCalls {

    private static final HttpClient HTTP =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(20)).build();

    private RestCalls() {}

    static HttpResponse<byte[]> get(URI base, String path, String... headers) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(base.resolve(path)), headers);
    }

    static HttpResponse<byte[]> post(URI base, String path, String body, String... headers)
            throws IOException, InterruptedException {
        return send(
                HttpRequest.newBuilder(base.resolve(path)).POST(HttpRequest.BodyPublishers.ofString(body)), headers);
    }

    static HttpResponse<byte[]> tokenCall(ArchonSimulator sim, String server) throws IOException, InterruptedException {
        return tokenCall(sim.baseUri(), server);
    }

    static HttpResponse<byte[]> tokenCall(URI base, String server) throws IOException, InterruptedException {
        return get(base, RestPaths.webSocket(server), "Authorization", "Bearer secret");
    }

    static HttpResponse<byte[]> power(ArchonSimulator sim, String server, String action)
            throws IOException, InterruptedException {
        return power(sim.baseUri(), server, action);
    }

    static HttpResponse<byte[]> power(URI base, String server, String action) throws IOException, InterruptedException {
        return post(base, RestPaths.power(server), "{\"action\":\"" + action + "\"}", "Authorization", "Bearer secret");
    }

    static WebSocketCredentials credentials(ArchonSimulator sim, String server)
            throws IOException, InterruptedException, ProtocolException {
        return credentials(sim.baseUri(), server);
    }

    static WebSocketCredentials credentials(URI base, String server)
            throws IOException, InterruptedException, ProtocolException {
        HttpResponse<byte[]> answer = tokenCall(base, server);
        if (answer.statusCode() != 200) {
            throw new IOException("the token call answered " + answer.statusCode());
        }
        return RestCodec.decodeCredentials(answer.body());
    }

    /** A token call whose answer is not waited for. */
    static CompletableFuture<HttpResponse<byte[]>> tokenCallLater(ArchonSimulator sim, String server) {
        HttpRequest request = HttpRequest.newBuilder(sim.baseUri().resolve(RestPaths.webSocket(server)))
                .header("Authorization", "Bearer secret")
                .build();
        return HTTP.sendAsync(request, HttpResponse.BodyHandlers.ofByteArray());
    }

    /** A power call whose answer is not waited for. */
    static CompletableFuture<HttpResponse<byte[]>> powerLater(ArchonSimulator sim, String server, String action) {
        HttpRequest request = HttpRequest.newBuilder(sim.baseUri().resolve(RestPaths.power(server)))
                .POST(HttpRequest.BodyPublishers.ofString("{\"action\":\"" + action + "\"}"))
                .header("Authorization", "Bearer secret")
                .build();
        return HTTP.sendAsync(request, HttpResponse.BodyHandlers.ofByteArray());
    }

    static HttpResponse<byte[]> delete(URI base, String path, String... headers)
            throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(base.resolve(path)).DELETE(), headers);
    }

    static HttpResponse<byte[]> send(String method, URI base, String path, String body, String... headers)
            throws IOException, InterruptedException {
        HttpRequest.BodyPublisher content =
                body.isEmpty() ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body);
        return send(HttpRequest.newBuilder(base.resolve(path)).method(method, content), headers);
    }

    private static HttpResponse<byte[]> send(HttpRequest.Builder request, String... headers)
            throws IOException, InterruptedException {
        if (headers.length > 0) {
            request.headers(headers);
        }
        return HTTP.send(request.timeout(Duration.ofSeconds(20)).build(), HttpResponse.BodyHandlers.ofByteArray());
    }
}

package dev.archon.benchmarks.contender;

import dev.archon.benchmarks.workload.RunRequest;
import dev.archon.benchmarks.workload.Workload;
import dev.archon.protocol.rest.RestPaths;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Where a contender connects to.
 *
 * @param base the base address of the REST calls
 * @param trust what it trusts if the WebSocket is encrypted
 * @param request what it asks for
 */
record Endpoint(URI base, Trust trust, RunRequest request) {

    /** The same for another connection. */
    Endpoint with(RunRequest other) {
        return new Endpoint(base, trust, other);
    }

    private static final int LIMIT_MILLIS = 20_000;

    /**
     * The answer of the token call.
     *
     * @param uri where the WebSocket is
     * @param auth the first message to send on it
     */
    record Credentials(URI uri, String auth) {}

    /** Whether to offer permessage-deflate. */
    boolean deflate() {
        return request.workload() == Workload.DEFLATE;
    }

    /** Whether the WebSocket is encrypted. */
    boolean tls() {
        return request.tls();
    }

    /** Makes the token call, for clients that know nothing of Archon. */
    Credentials credentials() throws IOException {
        URI uri = base.resolve(RestPaths.webSocket(request.id()));
        HttpURLConnection connection = (HttpURLConnection) uri.toURL().openConnection();
        connection.setConnectTimeout(LIMIT_MILLIS);
        connection.setReadTimeout(LIMIT_MILLIS);
        try (InputStream in = connection.getInputStream()) {
            JsonNode answer = JsonMapper.shared().readTree(in);
            return new Credentials(
                    URI.create(answer.get("url").stringValue()),
                    "{\"event\":\"auth\",\"jwt\":\"" + answer.get("token").stringValue() + "\"}");
        }
    }
}

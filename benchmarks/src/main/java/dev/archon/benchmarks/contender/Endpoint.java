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
 * @param request what it asks for
 */
record Endpoint(URI base, RunRequest request) {

    private static final int LIMIT_MILLIS = 20_000;

    /**
     * What the token call gives.
     *
     * @param uri where the WebSocket is
     * @param auth the first message to send on it
     */
    record Credentials(URI uri, String auth) {}

    /** Whether to offer permessage-deflate. */
    boolean deflate() {
        return request.workload() == Workload.DEFLATE;
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

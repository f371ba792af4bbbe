package dev.archon.client.internal.rest;

import java.net.URI;
import java.util.Map;
import java.util.Objects;

/**
 * A request. Its {@code toString} leaves out the headers, since one holds the API token.
 *
 * @param method the method, for example {@code GET}
 * @param uri the whole address
 * @param headers names and values, without those that belong to the connection
 * @param body the body; empty for none
 */
@SuppressWarnings("ArrayRecordComponent") // It is passed on once, and compared by nobody.
public record RestRequest(String method, URI uri, Map<String, String> headers, byte[] body) {

    /** Checks that nothing is {@code null}. */
    public RestRequest {
        Objects.requireNonNull(method, "method");
        Objects.requireNonNull(uri, "uri");
        Objects.requireNonNull(body, "body");
        headers = Map.copyOf(headers);
    }

    @Override
    public String toString() {
        return method + " " + uri;
    }
}

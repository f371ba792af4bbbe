package dev.archon.client.internal.rest;

import java.util.Objects;

/**
 * The method, path and body of a call. Its {@code toString} leaves the body out.
 *
 * @param method the method, for example {@code GET}
 * @param path the path below the base address and the query, both escaped; starts with a slash
 * @param body the JSON of the request; empty for none
 */
@SuppressWarnings("ArrayRecordComponent") // It is passed on once, and compared by nobody.
public record ApiCall(String method, String path, byte[] body) {

    /** Checks that nothing is {@code null}. */
    public ApiCall {
        Objects.requireNonNull(method, "method");
        Objects.requireNonNull(path, "path");
        Objects.requireNonNull(body, "body");
    }

    /**
     * Makes a call without a body.
     *
     * @param method the method
     * @param path the path and the query
     * @return the call
     */
    public static ApiCall of(String method, String path) {
        return new ApiCall(method, path, new byte[0]);
    }

    @Override
    public String toString() {
        int query = path.indexOf('?');
        return method + " " + (query < 0 ? path : path.substring(0, query));
    }
}

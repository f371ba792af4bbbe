package dev.archon.protocol.rest;

import java.util.Objects;

/**
 * The address of a server's WebSocket, and the token that authenticates there.
 *
 * @param url the address as the REST call gave it; {@link WebSocketUrl#resolve} makes it a URI
 * @param token the token
 */
public record WebSocketCredentials(String url, Jwt token) {

    /** Checks that nothing is {@code null}. */
    public WebSocketCredentials {
        Objects.requireNonNull(url, "url");
        Objects.requireNonNull(token, "token");
    }
}

package dev.archon.protocol.rest;

import java.util.Objects;

/**
 * The token that a WebSocket is opened with. A secret: {@link #toString()} shows nothing of it. When it expires says {@link
 * dev.archon.protocol.codec.JwtClaims#expiry}.
 *
 * @param value the token as the REST call gave it
 */
public record Jwt(String value) {

    /** Checks that nothing is {@code null}. */
    public Jwt {
        Objects.requireNonNull(value, "value");
    }

    /** Leaves the token out. */
    @Override
    public String toString() {
        return "Jwt[...]";
    }
}

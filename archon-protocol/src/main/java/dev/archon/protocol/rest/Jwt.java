package dev.archon.protocol.rest;

import dev.archon.protocol.codec.JwtClaims;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * The token that a WebSocket is opened with. A secret: {@link #toString()} shows nothing of it.
 *
 * @param value the token as the REST call gave it
 */
public record Jwt(String value) {

    /**
     * Checks that nothing is {@code null}.
     *
     * @param value see {@link #value()}
     */
    public Jwt {
        Objects.requireNonNull(value, "value");
    }

    /**
     * When the token says that it expires.
     *
     * @return its {@code exp}; empty if it has none, or is not a JWT
     */
    public Optional<Instant> expiry() {
        return JwtClaims.expiry(value);
    }

    /** Leaves the token out. */
    @Override
    public String toString() {
        return "Jwt[...]";
    }
}

package dev.archon.protocol.rest;

import static dev.archon.protocol.rest.Checks.areEqual;
import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/**
 * The token that a WebSocket is opened with. A secret: neither {@link #toString()} nor a JSON mapper shows anything of it. When
 * it expires says {@link dev.archon.protocol.codec.JwtClaims#expiry}. An immutable value.
 */
public final class Jwt {

    /** Transient, so that mappers which read fields leave it out too. */
    private final transient String value;

    /**
     * Wraps a token.
     *
     * @param value the token as the REST call gave it
     */
    public Jwt(String value) {
        this.value = requireNonNull(value, "value");
    }

    /**
     * Returns the token in clear.
     *
     * @return the token as the REST call gave it
     */
    public String value() {
        return value;
    }

    /**
     * Whether another object is an equal token. The comparison takes the same time wherever the two differ.
     *
     * @param other what to compare with
     * @return whether they are equal
     */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Jwt that && areEqual(value, that.value);
    }

    @Override
    public int hashCode() {
        return value.hashCode();
    }

    /** Leaves the token out. */
    @Override
    public String toString() {
        return "Jwt[...]";
    }
}

package dev.archon.protocol.rest;

import static dev.archon.protocol.rest.Checks.areEqual;
import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/**
 * A password or token. Neither {@link #toString()} nor a JSON mapper shows anything of it: it is no record and has no
 * {@code get} method. An immutable value.
 */
public final class Secret {

    /** Transient, so that mappers which read fields leave it out too. */
    private final transient String value;

    /**
     * Wraps a password or token.
     *
     * @param value the password or token
     */
    public Secret(String value) {
        this.value = requireNonNull(value, "value");
    }

    /**
     * Returns the secret in clear.
     *
     * @return the password or token
     */
    public String value() {
        return value;
    }

    /**
     * Whether another object is an equal secret. The comparison takes the same time wherever the two differ.
     *
     * @param other what to compare with
     * @return whether they are equal
     */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Secret that && areEqual(value, that.value);
    }

    @Override
    public int hashCode() {
        return value.hashCode();
    }

    /** Leaves the secret out. */
    @Override
    public String toString() {
        return "Secret[...]";
    }
}

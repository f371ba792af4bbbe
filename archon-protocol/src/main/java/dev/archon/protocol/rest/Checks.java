package dev.archon.protocol.rest;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.util.Objects;

/** Checks that this package's values share. */
final class Checks {

    private Checks() {}

    /** A {@code null} check that names the component, for messages a caller can act on. */
    static <T> T required(T value, String component) {
        return Objects.requireNonNull(value, component);
    }

    /** Compares two secrets in a time that does not tell where they differ. */
    static boolean areEqual(String secret, String other) {
        // Different texts that are no valid Unicode may have equal bytes.
        return MessageDigest.isEqual(secret.getBytes(UTF_8), other.getBytes(UTF_8)) && secret.equals(other);
    }
}

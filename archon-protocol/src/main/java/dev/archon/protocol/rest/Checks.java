package dev.archon.protocol.rest;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;

/** How the secrets of this package are compared. */
final class Checks {

    private Checks() {}

    /** Compares two secrets in a time that does not tell where they differ. */
    static boolean areEqual(String secret, String other) {
        // Different texts that are no valid Unicode may have equal bytes.
        return MessageDigest.isEqual(secret.getBytes(UTF_8), other.getBytes(UTF_8)) && secret.equals(other);
    }
}

package dev.archon.client.internal.rest;

import java.net.URI;
import java.time.Instant;

/**
 * Where a node is, and the token for it. Its text holds nothing of the token.
 *
 * @param base scheme, host and port, with a slash at the end
 * @param token the token
 * @param goodUntil when the token should be renewed
 */
record NodeAddress(URI base, String token, Instant goodUntil) {

    boolean isGood(Instant now) {
        return now.isBefore(goodUntil);
    }

    @Override
    public String toString() {
        return "NodeAddress[" + base + "]";
    }
}

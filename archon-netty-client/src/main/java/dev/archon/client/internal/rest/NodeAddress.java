package dev.archon.client.internal.rest;

import java.net.URI;
import java.time.Instant;

/**
 * The address of a node, and the token for it. Its {@code toString} leaves the token out.
 *
 * @param base scheme, host and port, with a slash at the end
 * @param token the token
 * @param goodUntil the time at which the token should be renewed
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

/**
 * The REST calls that accompany the WebSocket: their paths, bodies and addresses, as plain values. No call is made
 * here. All types are immutable, and safe on any thread; none shows a token in its {@code toString()}.
 *
 * <p>A JSON mapper that works by reflection writes the records with the names of their components, and nothing of {@link
 * dev.archon.protocol.rest.Secret}, {@link dev.archon.protocol.rest.Jwt} and {@link dev.archon.protocol.rest.RawJson}: neither
 * passwords and tokens nor JSON that may hold them.
 *
 * <p>No parameter may be {@code null}, and no returned value is; a value that may be absent is an {@link java.util.Optional}. An
 * address that is of no use is an {@link java.lang.IllegalArgumentException} that says why. Times of expiry are exact to
 * the second, as they are in a token.
 */
@NullMarked
package dev.archon.protocol.rest;

import org.jspecify.annotations.NullMarked;

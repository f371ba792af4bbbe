/**
 * From the bytes of a socket to whole WebSocket messages (RFC 6455), many at a time, inflated where the server compresses
 * them (RFC 7692). Netty makes the handshake, agrees on extensions and writes what is sent; this takes the place of its
 * decoders once the handshake is done. Nothing here knows of events or sessions.
 */
@NullMarked
package dev.archon.client.internal.frame;

import org.jspecify.annotations.NullMarked;

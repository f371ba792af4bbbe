/**
 * From the bytes of a socket to whole WebSocket messages (RFC 6455), many at a time. Netty makes the handshake and writes
 * what is sent; this takes the place of its decoder once the handshake is done. Nothing here knows of events or sessions.
 */
@NullMarked
package dev.archon.client.internal.frame;

import org.jspecify.annotations.NullMarked;

/**
 * From the bytes of a socket to whole WebSocket messages (RFC 6455), many at a time, inflated where the server compresses
 * them (RFC 7692). The handshake, which agrees on extensions, and the writing of frames are in other packages. Nothing here
 * knows of events or sessions.
 */
@NullMarked
package dev.archon.client.internal.frame;

import org.jspecify.annotations.NullMarked;

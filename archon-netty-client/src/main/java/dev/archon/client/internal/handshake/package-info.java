/** The opening handshake of a WebSocket (RFC 6455, section 4), without sockets and clocks. */
@NullMarked
package dev.archon.client.internal.handshake;

import org.jspecify.annotations.NullMarked;

/** The WebSocket on Netty: connecting, the handshake, frames. */
@NullMarked
package dev.archon.client.internal.transport;

import org.jspecify.annotations.NullMarked;

/** The REST calls that a panel makes beside the WebSocket: of the servers' models, on the same port. */
@NullMarked
package dev.archon.simulator.internal.api;

import org.jspecify.annotations.NullMarked;

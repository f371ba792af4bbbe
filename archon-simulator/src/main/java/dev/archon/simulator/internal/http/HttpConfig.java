package dev.archon.simulator.internal.http;

import dev.archon.simulator.internal.server.ServerClock;
import java.util.Optional;

/**
 * What REST calls ask for and are told.
 *
 * @param apiToken the only API token that is taken; empty for any
 * @param encrypted whether the port speaks TLS, so that WebSockets are {@code wss}
 * @param compression whether {@code permessage-deflate} is accepted when a WebSocket handshake offers it
 * @param clock the time that the journal shows
 */
public record HttpConfig(Optional<String> apiToken, boolean encrypted, boolean compression, ServerClock clock) {}

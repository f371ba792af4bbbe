package dev.archon.simulator.internal.http;

import dev.archon.simulator.internal.api.BearerCheck;
import dev.archon.simulator.internal.server.ServerClock;
import dev.archon.simulator.internal.wire.AllowedOrigins;
import java.util.Optional;

/**
 * The settings of HTTP requests.
 *
 * @param bearer checks the API token
 * @param encrypted whether the port speaks TLS, so that WebSockets are {@code wss}
 * @param compression whether {@code permessage-deflate} is accepted when a WebSocket handshake offers it
 * @param callLimit how many calls for credentials are answered; empty for all
 * @param clock the time that the journal shows
 * @param origins the origins whose pages may make REST calls and use the control API
 */
public record HttpConfig(
        BearerCheck bearer,
        boolean encrypted,
        boolean compression,
        Optional<CallLimit> callLimit,
        ServerClock clock,
        AllowedOrigins origins) {}

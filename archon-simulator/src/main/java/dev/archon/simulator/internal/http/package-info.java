/** The port that clients connect to: TLS, REST calls, WebSocket handshakes and the web page. */
@NullMarked
package dev.archon.simulator.internal.http;

import org.jspecify.annotations.NullMarked;

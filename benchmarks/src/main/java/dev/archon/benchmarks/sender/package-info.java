/**
 * The server of a race: one process for all contenders, with plain blocking sockets and frames that are ready before
 * anything is measured, so that it does not limit a contender. It answers the token call, performs the WebSocket handshake
 * and accepts any token.
 */
@NullMarked
package dev.archon.benchmarks.sender;

import org.jspecify.annotations.NullMarked;

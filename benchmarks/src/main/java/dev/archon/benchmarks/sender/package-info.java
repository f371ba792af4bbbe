/**
 * The server of a race: one process for all contenders, with plain blocking sockets and frames that are ready before
 * anything is measured, so that it is not what limits a contender. It answers the token call, does the handshake and
 * takes any token.
 */
@NullMarked
package dev.archon.benchmarks.sender;

import org.jspecify.annotations.NullMarked;

/**
 * The life of a connection as a pure function: where it stands and what happened give where it stands then and what is
 * to be done.
 *
 * <p>Nothing in here waits, reads a clock, draws a random number or knows a socket.
 */
@NullMarked
package dev.archon.protocol.session;

import org.jspecify.annotations.NullMarked;

/**
 * One simulated server as its clients see it: the loop that it belongs to, its sessions and their messages, what it
 * broadcasts, its tokens, the faults that are switched on, and the scenarios that are played.
 *
 * <p>{@link dev.archon.simulator.internal.server.ServerHost} puts these parts together and is the way in. HTTP handlers,
 * the control API and the public API stay outside; they hand in actions, which run as turns of the server.
 */
@NullMarked
package dev.archon.simulator.internal.server;

import org.jspecify.annotations.NullMarked;

/**
 * One simulated server as its clients see it: the thread that it belongs to, its sessions, what it broadcasts, its tokens,
 * the faults that are switched on, and the scenarios that are played.
 *
 * <p>{@link dev.archon.simulator.internal.server.ServerHost} is the way in. HTTP requests, the control API and the public
 * API are outside and hand in what to do.
 */
@NullMarked
package dev.archon.simulator.internal.server;

import org.jspecify.annotations.NullMarked;

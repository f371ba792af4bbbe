/**
 * What goes over the simulator's connections: frames and blocks of frames, the sending side of a socket with its bounded
 * backlog, floods of log lines, and the answers to HTTP requests.
 *
 * <p>Nothing here knows a simulated server; callers pass the bytes in.
 */
@NullMarked
package dev.archon.simulator.internal.wire;

import org.jspecify.annotations.NullMarked;

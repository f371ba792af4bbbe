/**
 * A fake Archon on one port, for tests, offline development and benchmarks: REST, WebSocket, and simulated game servers
 * behind them.
 *
 * <p>Its root address shows a page, on which one sees the servers and breaks them.
 *
 * <p>Start with {@link dev.archon.simulator.ArchonSimulator}. Every public method may be called from any thread. What a
 * client may not rely on in the real service has no place here.
 */
@NullMarked
package dev.archon.simulator;

import org.jspecify.annotations.NullMarked;

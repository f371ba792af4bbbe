/**
 * What is sent in a race: game-server logs from a fixed seed, encoded as WebSocket frames before anything is measured,
 * and the sums by which a contender proves that it has read all of it.
 */
@NullMarked
package dev.archon.benchmarks.workload;

import org.jspecify.annotations.NullMarked;

/**
 * What is sent in a race: game-server logs from a fixed seed, encoded as WebSocket frames before anything is measured,
 * and the checksums that show whether a contender has read all of it.
 */
@NullMarked
package dev.archon.benchmarks.workload;

import org.jspecify.annotations.NullMarked;

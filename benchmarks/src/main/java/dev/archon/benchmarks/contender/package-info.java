/**
 * The clients in a race. Each runs in a process of its own, does what an embedder would do with it for each event, and
 * counts. The peers have what their documentation offers for speed; what was tried and did not help them is not kept.
 */
@NullMarked
package dev.archon.benchmarks.contender;

import org.jspecify.annotations.NullMarked;

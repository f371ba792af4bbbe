/**
 * The clients in a race. Each runs in a process of its own, does what an embedder would do with it for each event, and
 * counts. The peers run as they come: with their own default buffers, and Jackson's databind by annotations.
 */
@NullMarked
package dev.archon.benchmarks.contender;

import org.jspecify.annotations.NullMarked;

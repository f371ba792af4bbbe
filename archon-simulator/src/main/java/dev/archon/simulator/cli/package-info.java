/**
 * The command line of the runnable jar: options in, calls of the public API, one line out when something is wrong. What
 * an embedder could want too has no place here.
 */
@NullMarked
package dev.archon.simulator.cli;

import org.jspecify.annotations.NullMarked;

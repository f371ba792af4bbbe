/** The command line of the race. */
@NullMarked
package dev.archon.benchmarks;

import org.jspecify.annotations.NullMarked;

/** Tests of the output of child processes. */
@NullMarked
package dev.archon.benchmarks.process;

import org.jspecify.annotations.NullMarked;

/** Converters for the numbers of the command lines, which refuse those that a command cannot work with. */
@NullMarked
package dev.archon.benchmarks.option;

import org.jspecify.annotations.NullMarked;

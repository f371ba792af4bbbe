/** Runs the race: who runs when, what is made of the figures, and how they are shown. */
@NullMarked
package dev.archon.benchmarks.race;

import org.jspecify.annotations.NullMarked;

@NullMarked
package dev.archon.benchmarks.race;

import org.jspecify.annotations.NullMarked;

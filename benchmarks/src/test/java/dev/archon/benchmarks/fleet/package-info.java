@NullMarked
package dev.archon.benchmarks.fleet;

import org.jspecify.annotations.NullMarked;

@NullMarked
package dev.archon.benchmarks;

import org.jspecify.annotations.NullMarked;

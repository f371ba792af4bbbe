@NullMarked
package dev.archon.benchmarks.jmh;

import org.jspecify.annotations.NullMarked;

@NullMarked
package dev.archon.benchmarks.contender;

import org.jspecify.annotations.NullMarked;

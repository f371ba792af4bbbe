@NullMarked
package dev.archon.benchmarks.workload;

import org.jspecify.annotations.NullMarked;

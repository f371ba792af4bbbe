/** Benchmarks of single parts, run by JMH: {@code java -jar benchmarks/target/benchmarks.jar}. */
@NullMarked
package dev.archon.benchmarks.jmh;

import org.jspecify.annotations.NullMarked;

@org.jspecify.annotations.NullMarked
package dev.archon.benchmarks.profile;

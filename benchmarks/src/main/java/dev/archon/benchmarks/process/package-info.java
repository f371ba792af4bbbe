/**
 * Child processes of the commands: what they print is read by a thread, so that a child never waits for its parent. Nothing
 * here knows what it means.
 */
@NullMarked
package dev.archon.benchmarks.process;

import org.jspecify.annotations.NullMarked;

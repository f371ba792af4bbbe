/** Finds buffers that tests, or what they test, have forgotten. */
@NullMarked
package dev.archon.leak;

import org.jspecify.annotations.NullMarked;

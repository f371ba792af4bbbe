/** Tests of {@code internal.control} without a socket. */
@NullMarked
package dev.archon.simulator.internal.control;

import org.jspecify.annotations.NullMarked;

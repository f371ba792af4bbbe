/** Tests of {@code internal.journal} without a socket. */
@NullMarked
package dev.archon.simulator.internal.journal;

import org.jspecify.annotations.NullMarked;

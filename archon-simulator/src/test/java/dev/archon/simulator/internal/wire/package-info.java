/** Tests of {@code internal.wire} without a server. */
@NullMarked
package dev.archon.simulator.internal.wire;

import org.jspecify.annotations.NullMarked;

/** Tests of {@code internal.api} without a socket. */
@NullMarked
package dev.archon.simulator.internal.api;

import org.jspecify.annotations.NullMarked;

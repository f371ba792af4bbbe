/** Tests of {@code internal.server} without a socket. */
@NullMarked
package dev.archon.simulator.internal.server;

import org.jspecify.annotations.NullMarked;

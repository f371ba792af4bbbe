/** Tests of {@code internal.http} without a socket. */
@NullMarked
package dev.archon.simulator.internal.http;

import org.jspecify.annotations.NullMarked;

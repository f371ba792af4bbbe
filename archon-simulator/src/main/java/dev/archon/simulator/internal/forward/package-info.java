/** Sends REST calls on to another address. */
@NullMarked
package dev.archon.simulator.internal.forward;

import org.jspecify.annotations.NullMarked;

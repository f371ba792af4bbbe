/** The control API under {@code /sim/}: its routes, its JSON, and who may use it. */
@NullMarked
package dev.archon.simulator.internal.control;

import org.jspecify.annotations.NullMarked;

/** JSON that is not the protocol's, and the check that the jars of Jackson fit together. */
@NullMarked
package dev.archon.simulator.internal.json;

import org.jspecify.annotations.NullMarked;

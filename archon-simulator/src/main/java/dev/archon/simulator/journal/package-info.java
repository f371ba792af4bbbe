/** What clients did to a simulator, or what happened to them, for assertions. Knows nothing of the simulator itself. */
@NullMarked
package dev.archon.simulator.journal;

import org.jspecify.annotations.NullMarked;

/** The journal as it is written and read in pages. */
@NullMarked
package dev.archon.simulator.internal.journal;

import org.jspecify.annotations.NullMarked;

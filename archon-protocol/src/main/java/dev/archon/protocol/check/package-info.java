/**
 * Checks of what is set on builders. For the modules of this project only; not exported to others.
 */
@NullMarked
package dev.archon.protocol.check;

import org.jspecify.annotations.NullMarked;

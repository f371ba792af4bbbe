/**
 * Makes text that others have written fit to be shown: in exceptions, in the status and in the log.
 *
 * <p>Pure functions on strings. Nothing of the protocol belongs here. The package is exported to the modules of this
 * project only.
 */
@NullMarked
package dev.archon.protocol.text;

import org.jspecify.annotations.NullMarked;

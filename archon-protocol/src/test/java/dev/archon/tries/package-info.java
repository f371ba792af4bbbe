/** How often properties are tried, for all of this module. */
@NullMarked
package dev.archon.tries;

import org.jspecify.annotations.NullMarked;

/** How often properties are tried; all modules that have properties compile it into their tests. */
@NullMarked
package dev.archon.tries;

import org.jspecify.annotations.NullMarked;

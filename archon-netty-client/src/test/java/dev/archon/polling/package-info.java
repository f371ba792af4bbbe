/** How often waiting tests look again, for all of this module. */
@NullMarked
package dev.archon.polling;

import org.jspecify.annotations.NullMarked;

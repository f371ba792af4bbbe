/** What the packages of all three modules may know of each other. */
@NullMarked
package dev.archon.architecture;

import org.jspecify.annotations.NullMarked;

/** What several packages of this module use to look at bytes. Not exported. */
@NullMarked
package dev.archon.protocol.internal;

import org.jspecify.annotations.NullMarked;

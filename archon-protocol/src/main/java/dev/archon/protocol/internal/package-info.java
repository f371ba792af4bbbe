/** Operations on bytes that several packages of this module use. Not exported. */
@NullMarked
package dev.archon.protocol.internal;

import org.jspecify.annotations.NullMarked;

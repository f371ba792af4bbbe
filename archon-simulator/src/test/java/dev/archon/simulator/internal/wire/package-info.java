/** Tests of frames and sockets without a server. */
@NullMarked
package dev.archon.simulator.internal.wire;

import org.jspecify.annotations.NullMarked;

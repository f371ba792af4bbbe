/** Tests of recordings without a socket. */
@NullMarked
package dev.archon.simulator.recording;

import org.jspecify.annotations.NullMarked;

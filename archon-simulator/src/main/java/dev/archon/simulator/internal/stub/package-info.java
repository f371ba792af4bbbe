/** The stubs that a simulator has now: which one answers a call, and how often each of them did. */
@NullMarked
package dev.archon.simulator.internal.stub;

import org.jspecify.annotations.NullMarked;

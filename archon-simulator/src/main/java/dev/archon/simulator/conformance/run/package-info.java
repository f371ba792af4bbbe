/** Runs cases: starts the client as a process, a simulated server for it, and listens between the two. */
@NullMarked
package dev.archon.simulator.conformance.run;

import org.jspecify.annotations.NullMarked;

/** Tests of the conformance kit with clients that run as processes. */
@NullMarked
package dev.archon.simulator.conformance.run;

import org.jspecify.annotations.NullMarked;

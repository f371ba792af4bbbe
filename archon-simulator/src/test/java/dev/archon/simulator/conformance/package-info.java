/** Tests of the conformance kit: of its judges by journals written by hand, and of the whole by good and bad clients. */
@NullMarked
package dev.archon.simulator.conformance;

import org.jspecify.annotations.NullMarked;

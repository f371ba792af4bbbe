/** Tests of the reports of the conformance kit. */
@NullMarked
package dev.archon.simulator.conformance.report;

import org.jspecify.annotations.NullMarked;

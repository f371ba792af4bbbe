/** Shows the results of cases: as text, as a page, as JSON, and as a table of several clients. Pure functions. */
@NullMarked
package dev.archon.simulator.conformance.report;

import org.jspecify.annotations.NullMarked;

/** Runs the race: schedules and starts the processes, evaluates their figures, and writes the report and the charts. */
@NullMarked
package dev.archon.benchmarks.race;

import org.jspecify.annotations.NullMarked;

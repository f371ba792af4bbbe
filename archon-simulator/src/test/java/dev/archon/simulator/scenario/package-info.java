/** Tests of scenarios as data, without a simulator. */
@NullMarked
package dev.archon.simulator.scenario;

import org.jspecify.annotations.NullMarked;

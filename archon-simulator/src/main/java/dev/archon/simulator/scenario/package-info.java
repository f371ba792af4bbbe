/**
 * What is to happen on a simulated server, as data: scenarios, their steps and actions, and faults.
 *
 * <p>Nothing here knows a socket, a thread or a clock. A {@link dev.archon.simulator.scenario.Scenario} is a value; what a
 * run of it does is a pure function of the scenario and a seed. {@link dev.archon.simulator.SimulatedServer} plays it.
 */
@NullMarked
package dev.archon.simulator.scenario;

import org.jspecify.annotations.NullMarked;

/**
 * Simulators for JUnit Jupiter tests: started, injected and closed by {@link
 * dev.archon.simulator.junit.ArchonSimulatorExtension}. JUnit itself is a dependency of the project whose tests these are.
 */
@NullMarked
package dev.archon.simulator.junit;

import org.jspecify.annotations.NullMarked;

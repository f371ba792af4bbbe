/**
 * Simulators for JUnit Jupiter tests: started, injected and closed by {@link
 * dev.archon.simulator.junit.ArchonSimulatorExtension}. JUnit itself comes from whoever writes the tests.
 */
@NullMarked
package dev.archon.simulator.junit;

import org.jspecify.annotations.NullMarked;

/** Tests of the JUnit extension, which run small test classes by JUnit's own test kit. */
@NullMarked
package dev.archon.simulator.junit;

import org.jspecify.annotations.NullMarked;

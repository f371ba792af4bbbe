/**
 * Tests with the published npm client. They wait for most of their time; by the name of their package they start early, since
 * the build runs test classes in the reverse order of their names.
 */
@NullMarked
package dev.archon.simulator.npm;

import org.jspecify.annotations.NullMarked;

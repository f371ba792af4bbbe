/** Tests of the command line, as far as possible with the runnable jar as a process. */
@NullMarked
package dev.archon.simulator.cli;

import org.jspecify.annotations.NullMarked;

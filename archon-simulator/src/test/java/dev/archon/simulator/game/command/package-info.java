/** Tests of the tree of commands. */
@NullMarked
package dev.archon.simulator.game.command;

import org.jspecify.annotations.NullMarked;

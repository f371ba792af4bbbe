/**
 * Parses and runs lines typed into a console by a tree of commands, as Minecraft does: literals and typed arguments,
 * errors with their position, usage lines derived from the tree.
 *
 * <p>Knows nothing of players or worlds; what a command does is passed in as a {@link
 * dev.archon.simulator.game.command.CommandNode.Action}.
 */
@NullMarked
package dev.archon.simulator.game.command;

import org.jspecify.annotations.NullMarked;

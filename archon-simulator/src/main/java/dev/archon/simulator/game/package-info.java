/**
 * The model of the game server that is simulated: its power states, console, players and stats, its backups, installations
 * and extractions.
 *
 * <p>Pure: nothing here knows a socket, a thread or a clock. Time comes in through the {@link
 * dev.archon.simulator.game.VirtualScheduler}, randomness from a seed; the same calls at the same times produce the same
 * events. A server and its schedule belong to one thread.
 */
@NullMarked
package dev.archon.simulator.game;

import org.jspecify.annotations.NullMarked;

/**
 * The game server that is simulated: its power states, console, players and figures, its backups, installations and
 * extractions, as a pure discrete-event model.
 *
 * <p>Nothing here knows a socket, a thread or a clock. Time comes in through the {@link
 * dev.archon.simulator.game.Agenda}, randomness from a seed; the same calls at the same times give the same events. A
 * model belongs to one thread.
 */
@NullMarked
package dev.archon.simulator.game;

import org.jspecify.annotations.NullMarked;

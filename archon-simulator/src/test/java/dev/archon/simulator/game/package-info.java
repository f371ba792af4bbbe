/** Tests of the game server's model, without sockets and clocks. */
@NullMarked
package dev.archon.simulator.game;

import org.jspecify.annotations.NullMarked;

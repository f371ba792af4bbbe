package dev.archon.simulator.game;

import java.time.Duration;

/**
 * How much goes on on a server.
 *
 * @param meanGap the mean time between two things that players or the game do
 * @param players how many players there are at most
 * @param idle whether nothing happens by itself: no chatter, no stats, no uptime
 */
public record Pace(Duration meanGap, int players, boolean idle) {}

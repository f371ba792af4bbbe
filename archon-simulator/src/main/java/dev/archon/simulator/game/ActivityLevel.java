package dev.archon.simulator.game;

import dev.archon.simulator.scenario.Traffic;
import java.time.Duration;

/**
 * How much happens on a server of its own accord.
 *
 * @param meanGap the mean time between two things that players or the game do
 * @param players the largest number of players
 * @param idle whether nothing happens: no activity of players, no stats, no uptime
 */
public record ActivityLevel(Duration meanGap, int players, boolean idle) {

    /**
     * Returns the activity for one of the levels that scenarios name.
     *
     * @param traffic the level
     * @return the activity of the players and the game
     */
    public static ActivityLevel of(Traffic traffic) {
        return switch (traffic) {
            case SILENT -> new ActivityLevel(Duration.ofDays(1), 0, true);
            case QUIET -> new ActivityLevel(Duration.ofSeconds(40), 3, false);
            case NORMAL -> new ActivityLevel(Duration.ofSeconds(2), 8, false);
            case BUSY -> new ActivityLevel(Duration.ofMillis(40), 20, false);
        };
    }
}

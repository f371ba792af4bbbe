package dev.archon.simulator;

import dev.archon.simulator.game.Pace;
import java.time.Duration;

/** How much goes on by itself on a simulated server that runs. */
public enum Traffic {
    /** Nothing: no chatter, no stats, no uptime. Commands and power actions still answer. */
    SILENT,

    /** A line or two a minute, from three players at most. */
    QUIET,

    /** A line every other second, from eight players at most. */
    NORMAL,

    /** Some thirty lines a second, from a full server. */
    BUSY;

    Pace pace() {
        return switch (this) {
            case SILENT -> new Pace(Duration.ofDays(1), 0, true);
            case QUIET -> new Pace(Duration.ofSeconds(40), 3, false);
            case NORMAL -> new Pace(Duration.ofSeconds(2), 8, false);
            case BUSY -> new Pace(Duration.ofMillis(40), 20, false);
        };
    }
}

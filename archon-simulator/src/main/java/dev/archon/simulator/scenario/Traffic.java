package dev.archon.simulator.scenario;

/** How much the players and the game of a running server do by themselves. */
public enum Traffic {
    /** Nothing: no console lines, no stats, no uptime. Commands and power actions still have an effect. */
    SILENT,

    /** A line or two a minute, from three players at most. */
    QUIET,

    /** A line every other second, from eight players at most. */
    NORMAL,

    /** Some thirty lines a second, from a full server. */
    BUSY
}

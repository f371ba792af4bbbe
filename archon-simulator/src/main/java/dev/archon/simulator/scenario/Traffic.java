package dev.archon.simulator.scenario;

/** How much goes on by itself on a simulated server that runs. */
public enum Traffic {
    /** Nothing: no chatter, no stats, no uptime. Commands and power actions still answer. */
    SILENT,

    /** A line or two a minute, from three players at most. */
    QUIET,

    /** A line every other second, from eight players at most. */
    NORMAL,

    /** Some thirty lines a second, from a full server. */
    BUSY
}

package dev.archon.simulator.scenario;

/**
 * In which messages a simulated server tells what is on its console. A line never comes as both. All other events are the
 * same in both styles: those of the API's document, and beside them {@code state} and, after every {@code auth-ok}, {@code
 * install-progress}.
 */
public enum EventStyle {
    /** As the API's document says, and older servers do: each line of the console is a {@code log} message. */
    DOC,

    /**
     * As servers do for Modrinth's own panel since 2026: each entry of the game's logger is a {@code log4j} message, with
     * its stack trace as a throwable; only what is printed past the logger, by the JVM for example, is a {@code log}.
     */
    PANEL
}

package dev.archon.simulator.scenario;

/**
 * The messages in which a simulated server sends the lines of its console. A line is never sent in both. All other events
 * are the same in both styles: those of the API's document, {@code state}, and after every {@code auth-ok} {@code
 * install-progress}.
 */
public enum EventStyle {
    /** As in the API's document and on older servers: each line of the console is a {@code log} message. */
    DOC,

    /**
     * As servers send them to Modrinth's own panel since 2026: each entry of the game's logger is a {@code log4j} message, with
     * its stack trace as a throwable; only text that bypasses the logger, for example text of the JVM, is a {@code log}.
     */
    PANEL
}

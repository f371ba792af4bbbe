package dev.archon.examples;

import java.util.logging.Level;
import java.util.logging.Logger;

/** The log of the client, for programs that say themselves what happens. */
final class LibraryLog {

    /** Kept here, since a logger that nobody holds is collected, and its level with it. */
    private static final Logger LOGGER = Logger.getLogger("dev.archon");

    private LibraryLog() {}

    static void switchOff() {
        LOGGER.setLevel(Level.OFF);
    }
}

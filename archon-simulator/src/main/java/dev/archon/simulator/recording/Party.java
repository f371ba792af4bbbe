package dev.archon.simulator.recording;

import java.util.Locale;

/** A side of a recorded connection. */
public enum Party {
    /** Who opened the connection. */
    CLIENT,

    /** Who accepted it. */
    SERVER;

    String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}

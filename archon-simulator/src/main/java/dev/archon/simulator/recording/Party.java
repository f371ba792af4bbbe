package dev.archon.simulator.recording;

import java.util.Locale;

/** A side of a recorded connection. */
public enum Party {
    /** The side that opened the connection. */
    CLIENT,

    /** The side that accepted the connection. */
    SERVER;

    String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}

package dev.archon.benchmarks.race;

/** A run failed and has no figures; the message says why. */
public final class RaceException extends Exception {

    private static final long serialVersionUID = 1;

    RaceException(String message) {
        super(message);
    }

    RaceException(String message, Throwable cause) {
        super(message, cause);
    }
}

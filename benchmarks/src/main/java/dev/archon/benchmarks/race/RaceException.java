package dev.archon.benchmarks.race;

/** A run that gives no figures, and why. */
final class RaceException extends Exception {

    private static final long serialVersionUID = 1;

    RaceException(String message) {
        super(message);
    }
}

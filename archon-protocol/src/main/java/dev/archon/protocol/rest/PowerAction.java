package dev.archon.protocol.rest;

import java.util.Optional;

/** What the power call asks of a server. */
public enum PowerAction {
    /** Starts the process. */
    START("Start"),

    /** Asks the process to end. */
    STOP("Stop"),

    /** Asks the process to end, and starts it again. */
    RESTART("Restart"),

    /** Ends the process at once; what it has not saved is lost. */
    KILL("Kill");

    private final String text;

    PowerAction(String text) {
        this.text = text;
    }

    /**
     * The action's name on the wire.
     *
     * @return the name, for example {@code "Start"}
     */
    public String text() {
        return text;
    }

    /**
     * Finds the action for a name from the wire.
     *
     * @param text the name
     * @return the action, or empty if there is none of that name
     */
    public static Optional<PowerAction> of(String text) {
        for (PowerAction action : values()) {
            if (action.text.equals(text)) {
                return Optional.of(action);
            }
        }
        return Optional.empty();
    }
}

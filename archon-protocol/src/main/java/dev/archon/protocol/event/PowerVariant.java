package dev.archon.protocol.event;

/** Whether a server's process runs, as {@link StateEvent} tells it. */
public enum PowerVariant implements WireValue {
    /** The server cannot be started yet. */
    NOT_READY("not_ready"),

    /** The process has been started and is not ready yet. */
    STARTING("starting"),

    /** The process runs. */
    RUNNING("running"),

    /** The process has been asked to end. */
    STOPPING("stopping"),

    /** There is no process. */
    IDLE("idle"),

    /** A value that this version does not know; the event's component has it as it was sent. */
    UNKNOWN("");

    private final String text;

    PowerVariant(String text) {
        this.text = text;
    }

    @Override
    public String text() {
        return text;
    }

    /**
     * Finds the constant for a text from the wire.
     *
     * @param text the value as it was sent
     * @return the constant, or {@link #UNKNOWN}
     */
    public static PowerVariant of(String text) {
        return switch (text) {
            case "not_ready" -> NOT_READY;
            case "starting" -> STARTING;
            case "running" -> RUNNING;
            case "stopping" -> STOPPING;
            case "idle" -> IDLE;
            default -> UNKNOWN;
        };
    }
}

package dev.archon.protocol.event;

/** Whether a server's process runs, as {@link PowerStateEvent} tells it. */
public enum PowerState implements WireValue {
    /** The process runs and has finished starting. */
    RUNNING("running"),

    /** There is no process. */
    STOPPED("stopped"),

    /** The process has been started and is not ready yet. */
    STARTING("starting"),

    /** The process has been asked to end. */
    STOPPING("stopping"),

    /** The process ended by itself; see the event's exit code. */
    CRASHED("crashed"),

    /** A value that this version does not know; the event's component has it as it was sent. */
    UNKNOWN("");

    private final String text;

    PowerState(String text) {
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
    public static PowerState of(String text) {
        return switch (text) {
            case "running" -> RUNNING;
            case "stopped" -> STOPPED;
            case "starting" -> STARTING;
            case "stopping" -> STOPPING;
            case "crashed" -> CRASHED;
            default -> UNKNOWN;
        };
    }
}

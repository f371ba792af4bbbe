package dev.archon.protocol.event;

/** The state that a server is to reach, in a {@link StateEvent}. */
public enum PowerTarget implements WireValue {
    /** To run. */
    START("start"),

    /** To stop. */
    STOP("stop"),

    /** To stop and then to run. */
    RESTART("restart"),

    /** A value that this version does not know; the event's component has it as it was sent. */
    UNKNOWN("");

    private final String text;

    PowerTarget(String text) {
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
    public static PowerTarget of(String text) {
        return switch (text) {
            case "start" -> START;
            case "stop" -> STOP;
            case "restart" -> RESTART;
            default -> UNKNOWN;
        };
    }
}

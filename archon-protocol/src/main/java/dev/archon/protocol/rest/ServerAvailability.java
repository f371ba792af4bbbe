package dev.archon.protocol.rest;

/** Whether a server can be used. */
public enum ServerAvailability {
    /** It is being installed. */
    INSTALLING("installing"),

    /** Its installation has failed. */
    BROKEN("broken"),

    /** It can be used. */
    AVAILABLE("available"),

    /** It is suspended, and cannot be connected to. */
    SUSPENDED("suspended"),

    /** A value that this version does not know; the record's component has it as it was sent. */
    UNKNOWN("");

    private final String text;

    ServerAvailability(String text) {
        this.text = text;
    }

    /**
     * The value's text in JSON.
     *
     * @return the text; empty for {@link #UNKNOWN}
     */
    public String text() {
        return text;
    }

    /**
     * Finds the constant for a text from a server.
     *
     * @param text the value as it was sent
     * @return the constant, or {@link #UNKNOWN}
     */
    public static ServerAvailability of(String text) {
        for (ServerAvailability value : values()) {
            if (value.text.equals(text)) {
                return value;
            }
        }
        return UNKNOWN;
    }
}

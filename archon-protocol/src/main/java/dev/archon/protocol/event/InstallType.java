package dev.archon.protocol.event;

/** Whether a file is new on the server. */
public enum InstallType implements WireValue {
    /** The file is new. */
    INSTALL("install"),

    /** The file replaces another. */
    UPDATE("update"),

    /** A value that this version does not know; the event's component has it as it was sent. */
    UNKNOWN("");

    private final String text;

    InstallType(String text) {
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
    public static InstallType of(String text) {
        return switch (text) {
            case "install" -> INSTALL;
            case "update" -> UPDATE;
            default -> UNKNOWN;
        };
    }
}

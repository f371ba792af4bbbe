package dev.archon.protocol.event;

/** The kind of a long-running operation on a server's files. */
public enum FilesystemOperationType implements WireValue {
    /** An archive is being unpacked. */
    UNARCHIVE("unarchive"),

    /** A value that this version does not know; the event's component has it as it was sent. */
    UNKNOWN("");

    private final String text;

    FilesystemOperationType(String text) {
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
    public static FilesystemOperationType of(String text) {
        return switch (text) {
            case "unarchive" -> UNARCHIVE;
            default -> UNKNOWN;
        };
    }
}

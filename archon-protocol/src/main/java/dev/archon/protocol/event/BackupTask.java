package dev.archon.protocol.event;

/** What is being done with a backup. */
public enum BackupTask implements WireValue {
    /** A file of the backup is being worked on. */
    FILE("file"),

    /** The backup is being made. */
    CREATE("create"),

    /** The server is being set back to the backup. */
    RESTORE("restore"),

    /** A value that this version does not know; the event's component has it as it was sent. */
    UNKNOWN("");

    private final String text;

    BackupTask(String text) {
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
    public static BackupTask of(String text) {
        return switch (text) {
            case "file" -> FILE;
            case "create" -> CREATE;
            case "restore" -> RESTORE;
            default -> UNKNOWN;
        };
    }
}

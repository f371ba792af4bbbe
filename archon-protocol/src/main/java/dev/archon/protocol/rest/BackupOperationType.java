package dev.archon.protocol.rest;

/** What is done with a backup. */
public enum BackupOperationType {
    /** It is made. */
    CREATE("create"),

    /** The world is set back to it. */
    RESTORE("restore"),

    /** A value that this version does not know; the record's component has it as it was sent. */
    UNKNOWN("");

    private final String text;

    BackupOperationType(String text) {
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
    public static BackupOperationType of(String text) {
        for (BackupOperationType value : values()) {
            if (value.text.equals(text)) {
                return value;
            }
        }
        return UNKNOWN;
    }
}

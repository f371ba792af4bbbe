package dev.archon.protocol.rest;

/** How a backup stands. */
public enum BackupStatus {
    /** Not begun. */
    PENDING("pending"),

    /** Being made. */
    IN_PROGRESS("in_progress"),

    /** Not made in time. */
    TIMED_OUT("timed_out"),

    /** Not made because of an error. */
    ERROR("error"),

    /** It can be restored. */
    DONE("done"),

    /** A value that this version does not know; the record's component has it as it was sent. */
    UNKNOWN("");

    private final String text;

    BackupStatus(String text) {
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
    public static BackupStatus of(String text) {
        for (BackupStatus value : values()) {
            if (value.text.equals(text)) {
                return value;
            }
        }
        return UNKNOWN;
    }
}

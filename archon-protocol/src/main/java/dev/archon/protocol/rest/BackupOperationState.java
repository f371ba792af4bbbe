package dev.archon.protocol.rest;

/** How an operation on a backup stands. */
public enum BackupOperationState {
    /** Not begun. */
    PENDING("pending"),

    /** Under way. */
    ONGOING("ongoing"),

    /** Ended well. */
    COMPLETED("completed"),

    /** Ended on request. */
    CANCELLED("cancelled"),

    /** Ended with an error. */
    FAILED("failed"),

    /** Not ended in time. */
    TIMED_OUT("timed_out"),

    /** A value that this version does not know; the record's component has it as it was sent. */
    UNKNOWN("");

    private final String text;

    BackupOperationState(String text) {
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
    public static BackupOperationState of(String text) {
        for (BackupOperationState value : values()) {
            if (value.text.equals(text)) {
                return value;
            }
        }
        return UNKNOWN;
    }
}

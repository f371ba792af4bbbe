package dev.archon.protocol.event;

/** How far a backup's task has come. */
public enum BackupState implements WireValue {
    /** Not begun. */
    PENDING("pending"),

    /** Under way; see the event's progress. */
    ONGOING("ongoing"),

    /** Ended well. */
    DONE("done"),

    /** Ended with an error: any text that begins with {@code fail}. */
    FAILED("failed"),

    /** Ended on request. */
    CANCELLED("cancelled"),

    /** Ended without anything to do. */
    UNCHANGED("unchanged"),

    /** The backup cannot be used. */
    DAMAGED("damaged"),

    /** The backup can be used. */
    READY("ready"),

    /** A value that this version does not know; the event's component has it as it was sent. */
    UNKNOWN("");

    private final String text;

    BackupState(String text) {
        this.text = text;
    }

    @Override
    public String text() {
        return text;
    }

    /**
     * Whether the task has failed.
     *
     * @return whether it is {@link #FAILED}
     */
    public boolean isFailure() {
        return this == FAILED;
    }

    /**
     * Whether the task has ended.
     *
     * @return whether it has ended, well or not; false for {@link #UNKNOWN}
     */
    public boolean isFinal() {
        return this != PENDING && this != ONGOING && this != UNKNOWN;
    }

    /**
     * Finds the constant for a text from the wire.
     *
     * @param text the value as it was sent
     * @return the constant, or {@link #UNKNOWN}
     */
    public static BackupState of(String text) {
        return switch (text) {
            case "pending" -> PENDING;
            case "ongoing" -> ONGOING;
            case "done" -> DONE;
            case "failed" -> FAILED;
            case "cancelled" -> CANCELLED;
            case "unchanged" -> UNCHANGED;
            case "damaged" -> DAMAGED;
            case "ready" -> READY;
            default -> Checks.isFailure(text) ? FAILED : UNKNOWN;
        };
    }
}

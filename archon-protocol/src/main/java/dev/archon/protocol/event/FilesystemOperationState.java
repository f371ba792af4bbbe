package dev.archon.protocol.event;

/** How far an operation on a server's files has come. */
public enum FilesystemOperationState implements WireValue {
    /** Not begun. */
    QUEUED("queued"),

    /** Under way; see its progress. */
    ONGOING("ongoing"),

    /** Ended well. */
    DONE("done"),

    /** Ended on request. */
    CANCELLED("cancelled"),

    /** Ended: the archive is damaged. */
    FAILURE_CORRUPTED("failure-corrupted"),

    /** Ended: the archive holds a path that leads out of its folder; see {@code invalidPath}. */
    FAILURE_INVALID_PATH("failure-invalid-path"),

    /** Ended by a failure that this version does not know: any text that begins with {@code fail}. */
    FAILURE("failure"),

    /** A value that this version does not know; the event's component has it as it was sent. */
    UNKNOWN("");

    private final String text;

    FilesystemOperationState(String text) {
        this.text = text;
    }

    @Override
    public String text() {
        return text;
    }

    /**
     * Whether the operation has failed.
     *
     * @return whether it is one of the failures
     */
    public boolean isFailure() {
        return Checks.isFailure(text);
    }

    /**
     * Finds the constant for a text from the wire.
     *
     * @param text the value as it was sent
     * @return the constant, or {@link #UNKNOWN}
     */
    public static FilesystemOperationState of(String text) {
        return switch (text) {
            case "queued" -> QUEUED;
            case "ongoing" -> ONGOING;
            case "done" -> DONE;
            case "cancelled" -> CANCELLED;
            case "failure-corrupted", "failed-corrupted" -> FAILURE_CORRUPTED;
            case "failure-invalid-path", "failed-invalid-path" -> FAILURE_INVALID_PATH;
            default -> Checks.isFailure(text) ? FAILURE : UNKNOWN;
        };
    }
}

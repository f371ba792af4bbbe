package dev.archon.protocol.event;

/** How an installation ended. */
public enum InstallResult implements WireValue {
    /** It is installed. */
    OK("ok"),

    /** It failed; see the event's reason. */
    ERR("err"),

    /** A value that this version does not know; the event's component has it as it was sent. */
    UNKNOWN("");

    private final String text;

    InstallResult(String text) {
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
    public static InstallResult of(String text) {
        return switch (text) {
            case "ok" -> OK;
            case "err" -> ERR;
            default -> UNKNOWN;
        };
    }
}

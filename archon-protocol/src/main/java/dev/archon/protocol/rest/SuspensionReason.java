package dev.archon.protocol.rest;

/** Why a server is suspended. */
public enum SuspensionReason {
    /** By Modrinth's moderation. */
    MODERATED("moderated"),

    /** A payment has failed. */
    PAYMENT_FAILED("paymentfailed"),

    /** The subscription has been cancelled. */
    CANCELLED("cancelled"),

    /** It is being moved to another plan, which passes by itself. */
    UPGRADING("upgrading"),

    /** For another reason. */
    OTHER("other"),

    /** A value that this version does not know; the record's component has it as it was sent. */
    UNKNOWN("");

    private final String text;

    SuspensionReason(String text) {
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
    public static SuspensionReason of(String text) {
        for (SuspensionReason value : values()) {
            if (value.text.equals(text)) {
                return value;
            }
        }
        return UNKNOWN;
    }
}

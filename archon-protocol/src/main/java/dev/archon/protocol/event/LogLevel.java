package dev.archon.protocol.event;

import java.util.Locale;

/** How important a line of the console is. */
public enum LogLevel implements WireValue {
    /** Something failed; {@code FATAL} counts as this too. */
    ERROR("ERROR"),

    /** Something is odd. */
    WARN("WARN"),

    /** The usual. */
    INFO("INFO"),

    /** For developers. */
    DEBUG("DEBUG"),

    /** For developers, in every detail. */
    TRACE("TRACE"),

    /** No level, or one that this version does not know. */
    UNKNOWN("");

    private final String text;

    LogLevel(String text) {
        this.text = text;
    }

    @Override
    public String text() {
        return text;
    }

    /**
     * Finds the constant for a text from the wire, in upper or lower case.
     *
     * @param text the value as it was sent
     * @return the constant, or {@link #UNKNOWN}
     */
    public static LogLevel of(String text) {
        return switch (text) {
            case "INFO" -> INFO;
            case "WARN" -> WARN;
            case "ERROR", "FATAL" -> ERROR;
            case "DEBUG" -> DEBUG;
            case "TRACE" -> TRACE;
            default -> ofAnyCase(text);
        };
    }

    private static LogLevel ofAnyCase(String text) {
        String upper = text.toUpperCase(Locale.ROOT);
        return upper.equals(text) ? UNKNOWN : of(upper);
    }
}

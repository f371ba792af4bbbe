package dev.archon.protocol.event;

/** The output stream of the server's process that a console line was written to. */
public enum LogStream implements WireValue {
    /** Standard output. */
    STDOUT("stdout"),

    /** Standard error. */
    STDERR("stderr"),

    /** A value that this version does not know; the event's component has it as it was sent. */
    UNKNOWN("");

    private final String text;

    LogStream(String text) {
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
    public static LogStream of(String text) {
        return switch (text) {
            case "stdout" -> STDOUT;
            case "stderr" -> STDERR;
            default -> UNKNOWN;
        };
    }
}

package dev.archon.protocol.scan;

/**
 * Looks at one message of a server after another, each byte once. Messages of the console, of which there are many, can be
 * used where they lie, without an object for each. Not for use by several threads.
 *
 * <pre>{@code
 * switch (reader.read(bytes, offset, length)) {
 *     case LOG -> relay(reader.log());
 *     case LOG4J -> relay(reader.entry());
 *     case OTHER -> handle(EventCodec.decode(bytes, offset, length));
 *     case NOT_UTF8 -> endConnection();
 * }
 * }</pre>
 */
public final class MessageReader {

    /** Where {@code "log4j"} has its digit, and {@code "log"} its closing quote. */
    private static final int ENTRY_DIGIT = "{\"event\":\"log".length();

    private final LogLine log = new LogLine();
    private final Log4jLine entry = new Log4jLine();
    private Kind kind = Kind.NOT_UTF8;

    /** The kind of a message, as far as it was read. */
    public enum Kind {
        /** A {@code log} message in the usual form; {@link MessageReader#log} has it. */
        LOG,

        /** A {@code log4j} message in the usual form; {@link MessageReader#entry} has it. */
        LOG4J,

        /** Any other text: an event, also one of the two in another form, or what is no event. */
        OTHER,

        /** Bytes that are not UTF-8, and so no text message (RFC 6455, section 5.6). */
        NOT_UTF8
    }

    /** Makes one that has read nothing yet. */
    public MessageReader() {}

    /**
     * Looks at a message.
     *
     * @param message holds the message; must not change while what was read is used
     * @param from where the message begins
     * @param count how many bytes it has
     * @return what it is; all of it is valid UTF-8 unless it is {@link Kind#NOT_UTF8}
     * @throws IndexOutOfBoundsException if the range is not within the array
     */
    public Kind read(byte[] message, int from, int count) {
        boolean isEntry = count > ENTRY_DIGIT && message[from + ENTRY_DIGIT] == '4';
        Kind found;
        if (!isEntry && log.read(message, from, count)) {
            found = Kind.LOG;
        } else if (isEntry && entry.read(message, from, count)) {
            found = Kind.LOG4J;
        } else if (Utf8.firstMalformed(message, from, from + count) >= 0) {
            found = Kind.NOT_UTF8;
        } else {
            found = Kind.OTHER;
        }
        if (found != kind) {
            // Mostly it is the same, and to write a reference costs more than to compare it.
            kind = found;
        }
        return found;
    }

    /**
     * The log message that was read.
     *
     * @return the same object each time
     * @throws IllegalStateException if what was read is not {@link Kind#LOG}
     */
    public LogLine log() {
        require(Kind.LOG);
        return log;
    }

    /**
     * The entry of the game's logger that was read.
     *
     * @return the same object each time
     * @throws IllegalStateException if what was read is not {@link Kind#LOG4J}
     */
    public Log4jLine entry() {
        require(Kind.LOG4J);
        return entry;
    }

    /**
     * Drops the references to the last message of each kind, which would keep a very long one alive until the next of its
     * kind is read.
     */
    public void clear() {
        kind = Kind.NOT_UTF8;
        log.clear();
        entry.clear();
    }

    private void require(Kind expected) {
        if (kind != expected) {
            throw new IllegalStateException("what was read is " + kind + ", not " + expected);
        }
    }
}

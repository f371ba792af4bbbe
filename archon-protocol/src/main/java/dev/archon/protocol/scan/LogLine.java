package dev.archon.protocol.scan;

import dev.archon.protocol.event.LogEvent;
import dev.archon.protocol.event.LogStream;
import java.util.Objects;
import java.util.Optional;

/**
 * A log line where it lies in its message, for those who read many: it can be passed on as bytes, or made an event,
 * without garbage but the event itself. One object reads one line after another. Not for use by several threads.
 *
 * <pre>{@code
 * if (line.read(bytes, offset, length)) {
 *     out.write(line.array(), line.offset(), line.length());
 * } else {
 *     ArchonEvent event = EventCodec.decode(bytes, offset, length);
 * }
 * }</pre>
 */
public final class LogLine {

    private final JsonText text = new JsonText();
    private int stream;

    /** Makes one that has read nothing yet. */
    public LogLine() {}

    /**
     * Reads a message, if it is a log line in the usual form. One that is not may be a log line nonetheless, and {@code
     * EventCodec.decode} says so.
     *
     * @param message holds the message; must not change while this line is used
     * @param offset where the message begins
     * @param length how many bytes it has
     * @return whether it was read. Then all of it is valid UTF-8. If not, nothing else here may be called
     * @throws IndexOutOfBoundsException if the range is not within the array
     */
    public boolean read(byte[] message, int offset, int length) {
        Objects.checkFromIndexSize(offset, length, message.length);
        stream = LogScanner.stream(message, offset, length);
        if (stream != LogScanner.NOT_TAKEN) {
            int end = offset + length - LogScanner.TAIL;
            if (text.readLikely(message, offset + LogScanner.text(stream), end, end + 1) == end) {
                return true;
            }
        }
        clear();
        return false;
    }

    /** Drops the reference to the last message, which would keep a very long one alive until the next one is read. */
    public void clear() {
        text.clear();
    }

    /**
     * The output stream.
     *
     * @return the stream; {@link LogStream#UNKNOWN} if the server did not tell it
     */
    public LogStream stream() {
        return switch (stream) {
            case LogScanner.STDOUT -> LogStream.STDOUT;
            case LogScanner.STDERR -> LogStream.STDERR;
            default -> LogStream.UNKNOWN;
        };
    }

    /**
     * The text.
     *
     * @return the same object each time
     */
    public JsonText text() {
        return text;
    }

    /**
     * Where the line's text is, as UTF-8 and with its escapes undone.
     *
     * @return the array that was read; if there were escapes, one of this object's own, which the next line may overwrite
     */
    public byte[] array() {
        return text.bytes();
    }

    /**
     * Where in the array the text begins.
     *
     * @return the index of its first byte
     */
    public int offset() {
        return text.start();
    }

    /**
     * How many bytes the text has.
     *
     * @return the number of bytes
     */
    public int length() {
        return text.end() - text.start();
    }

    /**
     * Makes the event.
     *
     * @return equal to what {@code EventCodec.decode} returns
     */
    public LogEvent event() {
        return stream == LogScanner.NO_STREAM
                ? new LogEvent(Optional.empty(), text.string())
                : new LogEvent(stream(), text.string());
    }
}

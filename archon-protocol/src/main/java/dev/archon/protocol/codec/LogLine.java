package dev.archon.protocol.codec;

import dev.archon.protocol.event.LogEvent;
import dev.archon.protocol.event.LogStream;
import dev.archon.protocol.internal.Swar;
import java.nio.charset.StandardCharsets;
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
 *
 * <p>Text is looked at eight bytes at a time, and byte by byte only where there is something to look at. A line of ASCII
 * is copied once, into its string. Escapes are undone, and other characters decoded, in scratch arrays, because a string
 * can only be made of what is complete.
 */
public final class LogLine {

    /** A larger scratch array is not kept: one long line shall not cost its size for ever. */
    private static final int MAX_SCRATCH = 64 * 1024;

    private static final byte[] NOTHING = {};

    /** Where the text is: in the message, or in the scratch array if it had escapes there. */
    private byte[] bytes = NOTHING;

    private int start;
    private int end;
    private int stream;
    private boolean ascii;
    private byte[] scratch = {};
    private char[] characters = {};

    /** Makes one that has read nothing yet. */
    public LogLine() {}

    /**
     * Reads a message, if it is a log line in the usual form. One that is not may be a log line nonetheless, and {@link
     * EventCodec#decode(byte[], int, int)} says so.
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
        if (stream == LogScanner.NOT_TAKEN) {
            clear();
            return false;
        }
        if (bytes != message) {
            // Mostly it is the same, and to write a reference costs more than to compare it.
            bytes = message;
        }
        start = offset + LogScanner.text(stream);
        end = offset + length - LogScanner.TAIL;
        ascii = true;
        int special = LogScanner.plain(message, start, end);
        if (special == end || readRest(special)) {
            return true;
        }
        clear();
        return false;
    }

    /** Lets go of what was read last: of a very long line nothing else does before the next message is read. */
    public void clear() {
        bytes = NOTHING;
        start = 0;
        end = 0;
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
     * Where the line's text is, as UTF-8 and with its escapes undone.
     *
     * @return the array that was read; if there were escapes, one of this object's own, which the next line may overwrite
     */
    public byte[] array() {
        return bytes;
    }

    /**
     * Where in the array the text begins.
     *
     * @return the index of its first byte
     */
    public int offset() {
        return start;
    }

    /**
     * How many bytes the text has.
     *
     * @return the number of bytes
     */
    public int length() {
        return end - start;
    }

    /**
     * Makes the event.
     *
     * @return equal to what {@link EventCodec#decode(byte[], int, int)} gives
     */
    public LogEvent event() {
        return stream == LogScanner.NO_STREAM ? new LogEvent(Optional.empty(), text()) : new LogEvent(stream(), text());
    }

    private String text() {
        int length = end - start;
        if (ascii) {
            // Bytes of ASCII are ISO 8859-1 too, and a string is made of that without looking at them again.
            return new String(bytes, start, length, StandardCharsets.ISO_8859_1);
        }
        if (length > MAX_SCRATCH) {
            return new String(bytes, start, length, StandardCharsets.UTF_8);
        }
        if (length > characters.length) {
            characters = new char[length];
        }
        return new String(characters, 0, Utf8.decode(bytes, start, end, characters));
    }

    /** Reads on from a byte that is not plain ASCII, as long as there is no escape. */
    private boolean readRest(int from) {
        int i = from;
        while (i < end) {
            byte b = bytes[i];
            if (b == '\\') {
                return readEscaped(i);
            } else if (b < 0) {
                int length = Utf8.sequence(bytes, i, end);
                if (length == 0) {
                    return false;
                }
                ascii = false;
                i += length;
            } else if (b < ' ' || b == '"') {
                return false;
            } else {
                i = LogScanner.plain(bytes, i + 1, end);
            }
        }
        return true;
    }

    /** Undoes the escapes while it reads on, so that the text is walked once. What is undone is never longer. */
    private boolean readEscaped(int firstEscape) {
        // All of a word is written and then, from its first special byte on, written over: so there is room for a word.
        byte[] text = scratch(end - start + Long.BYTES);
        int in = firstEscape;
        int out = firstEscape - start;
        System.arraycopy(bytes, start, text, 0, out);
        while (in < end) {
            byte b = bytes[in];
            if (b == '\\') {
                byte simple = in + 1 < end ? Escapes.simple(bytes[in + 1]) : 0;
                if (simple != 0) {
                    text[out++] = simple;
                    in += Escapes.SIMPLE;
                } else {
                    int length = Escapes.length(bytes, in, end);
                    if (length == 0) {
                        return false;
                    }
                    int character = Escapes.character(bytes, in);
                    ascii &= character < 0x80;
                    out = Utf8.put(character, text, out);
                    in += length;
                }
            } else if (b < 0) {
                int length = Utf8.sequence(bytes, in, end);
                if (length == 0) {
                    return false;
                }
                ascii = false;
                for (int stop = in + length; in < stop; ) {
                    text[out++] = bytes[in++];
                }
            } else if (b < ' ' || b == '"') {
                return false;
            } else {
                int stop = copyPlain(in, text, out);
                out += stop - in;
                in = stop;
            }
        }
        bytes = text;
        start = 0;
        end = out;
        return true;
    }

    /** Copies up to the first byte that does not stand for itself, and gives where that is. */
    private int copyPlain(int from, byte[] text, int target) {
        int i = from;
        int move = target - from;
        for (int last = end - Long.BYTES; i <= last; i += Long.BYTES) {
            long word = Swar.get(bytes, i);
            Swar.put(text, i + move, word);
            long special = Swar.special(word);
            if (special != 0) {
                return i + Swar.before(special);
            }
        }
        for (; i < end && Swar.isPlain(bytes[i]); i++) {
            text[i + move] = bytes[i];
        }
        return i;
    }

    private byte[] scratch(int length) {
        if (length > scratch.length) {
            byte[] larger = new byte[length];
            if (length > MAX_SCRATCH) {
                return larger;
            }
            scratch = larger;
        }
        return scratch;
    }
}

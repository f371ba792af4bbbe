package dev.archon.protocol.codec;

import dev.archon.protocol.internal.Swar;
import java.nio.charset.StandardCharsets;

/**
 * The text of a JSON string where it lies in its message: looked at once, to find its end and what is in it, and made a
 * string later, if somebody wants one. One object reads one text after another. Not for use by several threads.
 */
final class JsonText {

    /** A larger scratch array is not kept: one long text shall not cost its size for ever. */
    private static final int MAX_SCRATCH = 64 * 1024;

    /** Names of threads and levels have no more bytes, as a rule. */
    private static final int SHORT = 16;

    private static final byte[] NOTHING = {};

    private byte[] bytes = NOTHING;
    private int start;
    private int end;
    private boolean present;
    private boolean ascii;
    private boolean escaped;
    private byte[] scratch = NOTHING;

    /** Reads no text. */
    void skip() {
        present = false;
    }

    /** Reads no text, and lets go of the message. */
    void clear() {
        skip();
        bytes = NOTHING;
    }

    /**
     * Reads the text behind an opening quote.
     *
     * @param to where the message ends
     * @return where the closing quote is, or -1 if there is none, or something in the text that is left to the general
     *     reader: control characters, bytes that are not UTF-8, wrong escapes, and halves of surrogate pairs
     */
    int read(byte[] message, int from, int to) {
        if (bytes != message) {
            // Mostly it is the same, and to write a reference costs more than to compare it.
            bytes = message;
        }
        start = from;
        present = true;
        ascii = true;
        escaped = false;
        int i = from;
        while (true) {
            i = LogScanner.plain(message, i, to);
            if (i == to) {
                return -1;
            }
            byte b = message[i];
            if (b == '"') {
                end = i;
                return i;
            }
            // What was found may be plain nonetheless, see LogScanner.
            int length = b == '\\' ? escape(i, to) : b < 0 ? sequence(i, to) : b < ' ' ? 0 : 1;
            if (length == 0) {
                return -1;
            }
            i += length;
        }
    }

    private int escape(int at, int to) {
        escaped = true;
        if (at + 1 < to && Escapes.simple(bytes[at + 1]) != 0) {
            return Escapes.SIMPLE;
        }
        int length = Escapes.length(bytes, at, to);
        ascii &= length == 0 || Escapes.character(bytes, at) < 0x80;
        return length;
    }

    private int sequence(int at, int to) {
        ascii = false;
        return Utf8.sequence(bytes, at, to);
    }

    boolean isPresent() {
        return present;
    }

    /** Whether the bytes in the message are the text, and all of it is ASCII. */
    boolean isPlain() {
        return ascii && !escaped;
    }

    byte[] bytes() {
        return bytes;
    }

    int start() {
        return start;
    }

    int end() {
        return end;
    }

    /** Whether there are escapes. Without one there is no control character in the text, and so no line end. */
    boolean isEscaped() {
        return escaped;
    }

    /**
     * Copies the text in UTF-8, with its escapes undone.
     *
     * @param target has room for as many bytes as the text has in the message; what is behind the copy may change
     * @return where the copy ends
     */
    int put(byte[] target, int at) {
        if (escaped) {
            return undo(target, at);
        }
        int length = end - start;
        if (length <= SHORT && start + SHORT <= bytes.length && at + SHORT <= target.length) {
            // All the words that it may have: for names that costs less than to find out how many they are.
            for (int i = 0; i < SHORT; i += Long.BYTES) {
                Swar.put(target, at + i, Swar.get(bytes, start + i));
            }
        } else {
            System.arraycopy(bytes, start, target, at, length);
        }
        return at + length;
    }

    /** Makes the string. */
    String string() {
        if (!escaped) {
            return new String(bytes, start, end - start, ascii ? StandardCharsets.ISO_8859_1 : StandardCharsets.UTF_8);
        }
        byte[] text = scratch(end - start);
        int length = undo(text, 0);
        return new String(text, 0, length, ascii ? StandardCharsets.ISO_8859_1 : StandardCharsets.UTF_8);
    }

    /** Undoes the escapes, and gives where the text ends then; it is never longer. */
    private int undo(byte[] target, int at) {
        int out = at;
        int in = start;
        while (in < end) {
            byte b = bytes[in];
            if (b != '\\') {
                int stop = copyToEscape(in, target, out);
                out += stop - in;
                in = stop;
                continue;
            }
            byte simple = Escapes.simple(bytes[in + 1]);
            if (simple != 0) {
                target[out++] = simple;
                in += Escapes.SIMPLE;
            } else {
                out = Utf8.put(Escapes.character(bytes, in), target, out);
                in += Escapes.length(bytes, in, end);
            }
        }
        return out;
    }

    /** Copies up to the next escape, and gives where that is. What of a word is too much is written over, or behind the text. */
    private int copyToEscape(int from, byte[] target, int out) {
        int i = from;
        int move = out - from;
        for (int last = end - Long.BYTES; i <= last; i += Long.BYTES) {
            long word = Swar.get(bytes, i);
            Swar.put(target, i + move, word);
            long escapes = Swar.backslashes(word);
            if (escapes != 0) {
                return i + Swar.before(escapes);
            }
        }
        for (; i < end && bytes[i] != '\\'; i++) {
            target[i + move] = bytes[i];
        }
        return i;
    }

    private byte[] scratch(int length) {
        if (length > MAX_SCRATCH) {
            return new byte[length];
        }
        if (length > scratch.length) {
            scratch = new byte[length];
        }
        return scratch;
    }
}

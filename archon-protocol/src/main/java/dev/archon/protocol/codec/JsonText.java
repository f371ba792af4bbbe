package dev.archon.protocol.codec;

import java.nio.charset.StandardCharsets;

/**
 * The text of a JSON string where it lies in its message: looked at once, to find its end and what is in it, and made a
 * string later, if somebody wants one. One object reads one text after another. Not for use by several threads.
 */
final class JsonText {

    /** A larger scratch array is not kept: one long text shall not cost its size for ever. */
    private static final int MAX_SCRATCH = 64 * 1024;

    private static final byte[] NOTHING = {};

    private byte[] bytes = NOTHING;
    private int start;
    private int end;
    private boolean present;
    private boolean ascii;
    private boolean escaped;
    private byte[] scratch = NOTHING;

    /** Reads no text. */
    void clear() {
        bytes = NOTHING;
        present = false;
    }

    /**
     * Reads the text behind an opening quote.
     *
     * @param to where the message ends
     * @return where the closing quote is, or -1 if there is none, or something in the text that is left to the general
     *     reader: control characters, bytes that are not UTF-8, wrong escapes, and halves of surrogate pairs
     */
    int read(byte[] message, int from, int to) {
        bytes = message;
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

    /** Makes the string. */
    String string() {
        if (!escaped) {
            return new String(bytes, start, end - start, ascii ? StandardCharsets.ISO_8859_1 : StandardCharsets.UTF_8);
        }
        byte[] text = scratch(end - start);
        int length = undo(text);
        return new String(text, 0, length, ascii ? StandardCharsets.ISO_8859_1 : StandardCharsets.UTF_8);
    }

    /** Undoes the escapes, and gives how many bytes there are then; there are never more. */
    private int undo(byte[] target) {
        int out = 0;
        int in = start;
        while (in < end) {
            byte b = bytes[in];
            if (b != '\\') {
                target[out++] = b;
                in++;
            } else {
                out = Utf8.put(Escapes.character(bytes, in), target, out);
                in += Escapes.length(bytes, in, end);
            }
        }
        return out;
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

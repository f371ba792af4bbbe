package dev.archon.protocol.codec;

import dev.archon.protocol.internal.Swar;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The text of a JSON string where it lies in its message: walked once, to find its end and what is in it, and made a string later, if somebody wants
 * one. One object reads one text after another. Not for use by several threads.
 *
 * <p>Text is looked at eight bytes at a time, and byte by byte only where there is something to look at. A text without
 * escapes stays where it lies in its message, and is copied once if a string is made of it. Escapes are undone in a scratch
 * array by the walk that finds them, and characters above ASCII are decoded in another, because a string can only be made
 * of what is complete.
 */
public final class JsonText {

    /** A larger scratch array is not kept: one long text shall not cost its size for ever. */
    private static final int MAX_SCRATCH = 64 * 1024;

    /** Names of threads and levels have no more bytes, as a rule. */
    private static final int SHORT = 16;

    private static final byte[] NOTHING = {};
    private static final char[] NO_CHARACTERS = {};
    private static final int[] NO_INDEXES = {};

    /** A text with more line ends shall not cost their number for ever. */
    private static final int MAX_LINE_ENDS = 4 * 1024;

    /** Where the text is: in the message, or in the scratch array if it had escapes there. */
    private byte[] bytes = NOTHING;

    private int start;
    private int end;
    private boolean present;
    private boolean ascii;
    private boolean escaped;
    private byte[] scratch = NOTHING;

    /** Where line ends are, which are always escaped and so found by the walk. */
    private int[] lineEndAt = NO_INDEXES;

    private int lineEnds;
    private char[] characters = NO_CHARACTERS;

    JsonText() {}

    /** A text of its own, equal to this one, which is plain. */
    JsonText copy() {
        JsonText text = new JsonText();
        text.bytes = Arrays.copyOfRange(bytes, start, end);
        text.end = end - start;
        text.present = true;
        text.ascii = true;
        return text;
    }

    /** Reads no text. */
    void skip() {
        present = false;
    }

    /** Resets to no text, and drops the reference to the message, which would keep a very long one alive. */
    void clear() {
        present = false;
        start = 0;
        end = 0;
        lineEnds = 0;
        if (lineEndAt.length > MAX_LINE_ENDS) {
            lineEndAt = NO_INDEXES;
        }
        hold(NOTHING);
    }

    /**
     * Reads the text behind an opening quote.
     *
     * @param to where the message ends
     * @return where the closing quote is, or -1 if there is none, or something in the text that is left to the general
     *     reader: control characters, bytes that are not UTF-8, wrong escapes, and halves of surrogate pairs
     */
    int read(byte[] message, int from, int to) {
        hold(message);
        start = from;
        present = true;
        ascii = true;
        escaped = false;
        lineEnds = 0;
        int i = LogScanner.plain(message, from, to);
        while (i < to) {
            byte b = message[i];
            if (b == '"') {
                end = i;
                return i;
            } else if (b == '\\') {
                return readEscaped(message, i, to);
            } else if (b < 0) {
                int length = Utf8.sequence(message, i, to);
                if (length == 0) {
                    return -1;
                }
                ascii = false;
                i += length;
            } else if (b < ' ') {
                return -1;
            } else {
                i = LogScanner.plain(message, i + 1, to);
            }
        }
        return -1;
    }

    /** Undoes the escapes while it reads on, so that the text is walked once. What is undone is never longer. */
    private int readEscaped(byte[] message, int firstEscape, int to) {
        // All of a word is written and then, from its first special byte on, written over: so there is room for a word.
        byte[] text = scratch(mostLength(message, firstEscape, to) + Long.BYTES);
        int in = firstEscape;
        int out = firstEscape - start;
        System.arraycopy(message, start, text, 0, out);
        while (in < to) {
            byte b = message[in];
            if (b == '\\') {
                byte simple = in + 1 < to ? Escapes.simple(message[in + 1]) : 0;
                if (simple != 0) {
                    if (simple == '\n' || simple == '\r') {
                        noteLineEnd(out);
                    }
                    text[out++] = simple;
                    in += Escapes.SIMPLE;
                } else {
                    int length = Escapes.length(message, in, to);
                    if (length == 0) {
                        return -1;
                    }
                    int character = Escapes.character(message, in);
                    ascii &= character < 0x80;
                    if (character == '\n' || character == '\r') {
                        noteLineEnd(out);
                    }
                    out = Utf8.put(character, text, out);
                    in += length;
                }
            } else if (b < 0) {
                int length = Utf8.sequence(message, in, to);
                if (length == 0) {
                    return -1;
                }
                ascii = false;
                for (int stop = in + length; in < stop; ) {
                    text[out++] = message[in++];
                }
            } else if (b == '"') {
                hold(text);
                start = 0;
                end = out;
                escaped = true;
                return in;
            } else if (b < ' ') {
                return -1;
            } else {
                int stop = copyPlain(message, in, to, text, out);
                out += stop - in;
                in = stop;
            }
        }
        return -1;
    }

    private void noteLineEnd(int at) {
        if (lineEnds == lineEndAt.length) {
            lineEndAt = Arrays.copyOf(lineEndAt, Math.max(64, 2 * lineEnds));
        }
        lineEndAt[lineEnds++] = at;
    }

    /** How long the text is at most. In a long message it is looked for, since the texts behind it must not count. */
    private int mostLength(byte[] message, int firstEscape, int to) {
        if (to - start <= MAX_SCRATCH) {
            return to - start;
        }
        int i = firstEscape;
        while (i < to && message[i] != '"') {
            i = LogScanner.plain(message, message[i] == '\\' ? Math.min(i + Escapes.SIMPLE, to) : i + 1, to);
        }
        return i - start;
    }

    /** Copies up to the first byte that does not stand for itself, and returns its offset. */
    private static int copyPlain(byte[] message, int from, int to, byte[] text, int target) {
        int i = from;
        int move = target - from;
        for (int last = to - Long.BYTES; i <= last; i += Long.BYTES) {
            long word = Swar.get(message, i);
            Swar.put(text, i + move, word);
            long special = Swar.special(word);
            if (special != 0) {
                return i + Swar.before(special);
            }
        }
        for (; i < to && Swar.isPlain(message[i]); i++) {
            text[i + move] = message[i];
        }
        return i;
    }

    /**
     * Whether the server sent a text.
     *
     * @return false if the field was left out or null; nothing else here may be called then
     */
    public boolean isPresent() {
        return present;
    }

    /**
     * Whether all of the text is ASCII.
     *
     * @return whether each byte is a character
     */
    public boolean isAscii() {
        return ascii;
    }

    /**
     * Whether there were escapes. Without one there is no control character in the text, and so no line end.
     *
     * @return whether escapes were undone
     */
    public boolean isEscaped() {
        return escaped;
    }

    /**
     * Holds the text, in UTF-8 and with its escapes undone.
     *
     * @return the array of the message, or one that the next text may be written to; not to be changed
     */
    public byte[] bytes() {
        return bytes;
    }

    /**
     * Where the text begins.
     *
     * @return an index of {@link #bytes}
     */
    public int start() {
        return start;
    }

    /**
     * Where the text ends.
     *
     * @return the index behind its last byte
     */
    public int end() {
        return end;
    }

    /**
     * How many carriage returns and line feeds the text has.
     *
     * @return their number; zero if nothing was escaped
     */
    public int lineEnds() {
        return lineEnds;
    }

    /**
     * Where a carriage return or a line feed stands.
     *
     * @param number the number of the line end, from 0
     * @return an index of {@link #bytes}
     */
    public int lineEnd(int number) {
        return lineEndAt[number];
    }

    /**
     * Copies the text in UTF-8.
     *
     * @param target has room for as many bytes as the text has in the message; what is behind the copy may change
     * @return where the copy ends
     */
    int put(byte[] target, int at) {
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

    /** Mostly it is the same array as before, and to write a reference costs more than to compare it. */
    private void hold(byte[] array) {
        if (bytes != array) {
            bytes = array;
        }
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

package dev.archon.protocol.scan;

import dev.archon.protocol.internal.Swar;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The text of a JSON string where it lies in its message: walked once, to find its end and what is in it, and made a
 * string later, if somebody wants one. One object reads one text after another. Not for use by several threads.
 *
 * <p>Text is looked at eight bytes at a time, and byte by byte only where there is something to look at. A text without
 * escapes stays where it lies in its message, and is copied once if a string is made of it. Where there is one, {@link
 * UnescapedText} walks on. Characters above ASCII are decoded in an array that is kept, because a string can only be made of
 * what is complete.
 */
public final class JsonText {

    /** What is returned in place of an index if a value is left to the general reader. */
    static final int NOT_TAKEN = -1;

    /** For a longer text no array of characters is kept, so that it does not occupy memory for the rest of the connection. */
    private static final int MAX_CHARACTERS = 64 * 1024;

    /** Names of threads and levels have no more bytes, as a rule. */
    private static final int SHORT = 16;

    private static final byte[] NOTHING = {};
    private static final char[] NO_CHARACTERS = {};
    private static final byte[] NULL = "null".getBytes(StandardCharsets.US_ASCII);

    /** The message. The text is in it, or in the array of {@link #unescaped} if it had escapes. */
    private byte[] source = NOTHING;

    private int start;
    private int end;
    private boolean present;
    private boolean ascii;
    private boolean escaped;

    /** The text without escapes; {@code null} before the first text that has one. */
    private @Nullable UnescapedText unescaped;

    private char[] characters = NO_CHARACTERS;

    JsonText() {}

    /** Resets to no text, and drops the reference to the message, which would keep a very long one alive. */
    void clear() {
        present = false;
        start = 0;
        end = 0;
        clearUnescaped();
        hold(NOTHING);
    }

    private void clearUnescaped() {
        UnescapedText text = unescaped;
        if (escaped && text != null) {
            escaped = false;
            text.clear();
        }
    }

    /**
     * Reads a field whose value is a text or {@code null}, if it stands here.
     *
     * @param name the comma, the name in quotes and the colon
     * @param at where the field would begin; {@link #NOT_TAKEN} to read nothing
     * @param to where the message ends
     * @return where the next field would begin, which is here if the field does not; {@link #NOT_TAKEN} if its value is left to
     *     the general reader
     */
    int read(Literal name, byte[] message, int at, int to) {
        return read(name, message, at, to, NOT_TAKEN);
    }

    /** Does the same for a field that is likely to be the last one, and plain. */
    int readLast(Literal name, byte[] message, int at, int to) {
        return read(name, message, at, to, to - LogScanner.TAIL);
    }

    /**
     * Reads a field.
     *
     * @param last where its closing quote stands if it is the last field; {@link #NOT_TAKEN} if that is not likely
     */
    private int read(Literal name, byte[] message, int at, int to, int last) {
        present = false;
        if (at < 0 || !name.isAt(message, at, to)) {
            return at;
        }
        int value = at + name.length();
        if (value < to && message[value] == '"') {
            int quote = value < last && message[last] == '"'
                    ? readLikely(message, value + 1, last, to)
                    : read(message, value + 1, to);
            return quote < 0 ? NOT_TAKEN : quote + 1;
        }
        return endOfNull(message, value, to);
    }

    /** Where {@code null} ends, if it stands here; {@link #NOT_TAKEN} if not. */
    static int endOfNull(byte[] message, int at, int to) {
        boolean isNull = at + NULL.length <= to && Arrays.equals(message, at, at + NULL.length, NULL, 0, NULL.length);
        return isNull ? at + NULL.length : NOT_TAKEN;
    }

    /**
     * Reads the text behind an opening quote.
     *
     * @param to where the message ends
     * @return where the closing quote is, or -1 if there is none, or something in the text that is left to the general
     *     reader: control characters, bytes that are not UTF-8, wrong escapes, and halves of surrogate pairs
     */
    int read(byte[] message, int from, int to) {
        return read(message, from, LogScanner.plain(message, from, to), to);
    }

    /**
     * Reads the text behind an opening quote, which is likely to be plain and to end at a certain closing quote.
     *
     * @param quote where a quote stands, not before the text
     * @param to where the message ends
     * @return as {@link #read(byte[], int, int)}
     */
    int readLikely(byte[] message, int from, int quote, int to) {
        return read(message, from, LogScanner.plainToEnd(message, from, quote), to);
    }

    /**
     * Reads on where something else than plain text stands.
     *
     * @param plain where that is
     */
    private int read(byte[] message, int from, int plain, int to) {
        hold(message);
        start = from;
        present = true;
        ascii = true;
        clearUnescaped();
        int i = plain;
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

    private int readEscaped(byte[] message, int firstEscape, int to) {
        UnescapedText text = unescaped;
        if (text == null) {
            text = new UnescapedText();
            unescaped = text;
        }
        int quote = text.read(message, start, firstEscape, to);
        if (quote >= 0) {
            start = 0;
            end = text.length();
            ascii &= text.isAscii();
            escaped = true;
        } else {
            // It may have noted very many line ends by then.
            text.clear();
        }
        return quote;
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
        UnescapedText text = unescaped;
        return escaped && text != null ? text.array() : source;
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
        UnescapedText text = unescaped;
        return escaped && text != null ? text.lineEnds() : 0;
    }

    /**
     * Where a carriage return or a line feed stands.
     *
     * @param number the number of the line end, from 0
     * @return an index of {@link #bytes}
     * @throws IndexOutOfBoundsException if there are not so many
     */
    public int lineEnd(int number) {
        Objects.checkIndex(number, lineEnds());
        return Objects.requireNonNull(unescaped).lineEnd(number);
    }

    /**
     * Copies the text in UTF-8; nothing if the server sent none.
     *
     * @param target has room for as many bytes as the text has in the message; what is behind the copy may change
     * @return where the copy ends
     */
    int put(byte[] target, int at) {
        if (!present) {
            return at;
        }
        byte[] bytes = bytes();
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
        byte[] bytes = bytes();
        int length = end - start;
        if (ascii) {
            return Utf8.ofAscii(bytes, start, length);
        }
        if (length > MAX_CHARACTERS) {
            return new String(bytes, start, length, StandardCharsets.UTF_8);
        }
        if (length > characters.length) {
            characters = new char[length];
        }
        return new String(characters, 0, Utf8.decode(bytes, start, end, characters));
    }

    /**
     * Mostly it is the same array as before. To write a reference into an object that lives long makes G1 wait for all that the
     * processor has still to write.
     */
    private void hold(byte[] array) {
        if (source != array) {
            source = array;
        }
    }
}

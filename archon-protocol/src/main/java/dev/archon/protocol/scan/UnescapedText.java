package dev.archon.protocol.scan;

import dev.archon.protocol.internal.ScratchBytes;
import dev.archon.protocol.internal.Swar;
import java.util.Arrays;

/**
 * The text of a JSON string without its escapes, and where its line ends are. The escapes are undone by the walk that finds
 * the end of the text, in an array that is kept for the next one. Not for use by several threads.
 */
final class UnescapedText {

    /** The indexes of a text with more line ends are not kept, so that they do not occupy memory for ever. */
    private static final int MAX_LINE_ENDS = 4 * 1024;

    /** {@code \\n\\t}, which stands before most lines of a stack trace, as the lower half of a word. */
    private static final int LINE_END_AND_TAB = '\\' | 'n' << 8 | '\\' << 16 | 't' << 24;

    /** How far behind the end of the text may be written to. */
    private static final int STEP = 2 * Long.BYTES;

    private static final byte[] NOTHING = {};
    private static final int[] NO_INDEXES = {};

    private final ScratchBytes scratch = new ScratchBytes();
    private byte[] array = NOTHING;
    private int length;
    private boolean ascii;

    /** Where line ends are, which are always escaped and so found by the walk. */
    private int[] lineEndAt = NO_INDEXES;

    private int lineEnds;

    /**
     * Reads a text on from its first escape. What is undone is never longer.
     *
     * @param start where the text begins
     * @param firstEscape where its first backslash stands, in front of which the text is plain
     * @param to where the message ends
     * @return where the closing quote is, or -1 as {@link JsonText#read(byte[], int, int)} returns it
     */
    int read(byte[] message, int start, int firstEscape, int to) {
        lineEnds = 0;
        boolean isAscii = true;
        // All of a step is written and then, from its first special byte on, written over: so there is room for a step.
        byte[] text = scratch.ofLength(mostLength(message, start, firstEscape, to) + STEP);
        int in = firstEscape;
        int out = firstEscape - start;
        System.arraycopy(message, start, text, 0, out);
        while (true) {
            int stop = copyPlain(message, in, to, text, out);
            out += stop - in;
            in = stop;
            if (in >= to) {
                return -1;
            }
            byte b = message[in];
            if (b == '\\') {
                if (in <= to - Long.BYTES && (int) Swar.get(message, in) == LINE_END_AND_TAB) {
                    noteLineEnd(out);
                    text[out] = '\n';
                    text[out + 1] = '\t';
                    out += 2;
                    in += 2 * Escapes.SIMPLE;
                    continue;
                }
                byte simple = in + 1 < to ? Escapes.simple(message[in + 1]) : 0;
                if (simple != 0) {
                    if (simple == '\n' || simple == '\r') {
                        noteLineEnd(out);
                    }
                    text[out++] = simple;
                    in += Escapes.SIMPLE;
                } else {
                    int character = Escapes.unicode(message, in, to);
                    if (character < 0) {
                        return -1;
                    }
                    isAscii &= character < 0x80;
                    if (character == '\n' || character == '\r') {
                        noteLineEnd(out);
                    }
                    out = Utf8.put(character, text, out);
                    in += Escapes.length(character);
                }
            } else if (b < 0) {
                int sequence = Utf8.sequence(message, in, to);
                if (sequence == 0) {
                    return -1;
                }
                isAscii = false;
                for (int end = in + sequence; in < end; ) {
                    text[out++] = message[in++];
                }
            } else if (b == '"') {
                if (array != text) {
                    // Mostly it is the same as before, and to write a reference costs more than to compare it.
                    array = text;
                }
                length = out;
                ascii = isAscii;
                return in;
            } else {
                return -1;
            }
        }
    }

    private void noteLineEnd(int at) {
        if (lineEnds == lineEndAt.length) {
            lineEndAt = Arrays.copyOf(lineEndAt, Math.max(64, 2 * lineEnds));
        }
        lineEndAt[lineEnds++] = at;
    }

    /** How long the text is at most. In a long message it is looked for, since the texts behind it must not count. */
    private static int mostLength(byte[] message, int start, int firstEscape, int to) {
        if (to - start <= ScratchBytes.MOST_KEPT) {
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
        for (int last = to - STEP; i <= last; i += STEP) {
            long word = Swar.get(message, i);
            long next = Swar.get(message, i + Long.BYTES);
            Swar.put(text, i + move, word);
            Swar.put(text, i + move + Long.BYTES, next);
            long special = Swar.special(word);
            long specialOfNext = Swar.special(next);
            if ((special | specialOfNext) != 0) {
                return i + (special != 0 ? Swar.before(special) : Long.BYTES + Swar.before(specialOfNext));
            }
        }
        while (i < to) {
            // Behind the last word are the rest of a word, which ends with the message, and zeros, which are special.
            int left = to - i;
            long word = left >= Long.BYTES
                    ? Swar.get(message, i)
                    : Swar.get(message, to - Long.BYTES) >>> ((Long.BYTES - left) * Byte.SIZE);
            Swar.put(text, i + move, word);
            long special = Swar.special(word);
            if (special != 0) {
                return i + Swar.before(special);
            }
            i += Long.BYTES;
        }
        return i;
    }

    /** Holds the text from index 0 on. */
    byte[] array() {
        return array;
    }

    int length() {
        return length;
    }

    /** Whether the text is ASCII from its first escape on. */
    boolean isAscii() {
        return ascii;
    }

    /** How many carriage returns and line feeds the text has. */
    int lineEnds() {
        return lineEnds;
    }

    /** Where one of them stands, counted from 0. To be called for fewer than {@link #lineEnds} only. */
    int lineEnd(int number) {
        return lineEndAt[number];
    }

    /** Drops what a very long text needed. */
    void clear() {
        if (array.length > ScratchBytes.MOST_KEPT) {
            array = NOTHING;
        }
        lineEnds = 0;
        if (lineEndAt.length > MAX_LINE_ENDS) {
            lineEndAt = NO_INDEXES;
        }
    }
}

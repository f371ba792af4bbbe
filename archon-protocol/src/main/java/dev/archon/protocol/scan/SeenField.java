package dev.archon.protocol.scan;

import dev.archon.protocol.internal.Swar;
import java.util.Arrays;

/**
 * A part of messages that has been kept. It is compared by its first words, of which the last ones may be those behind it
 * if it is short, and by the rest of it if it is long. A class with a field for each word, since an array would have to be
 * walked.
 *
 * @param <T> what was made of it
 */
final class SeenField<T> {

    /** How many bytes of each part are always compared. */
    static final int WINDOW = 5 * Long.BYTES;

    private final long word0;
    private final long word1;
    private final long word2;
    private final long word3;
    private final long word4;
    private final byte[] rest;
    private final int length;
    private final T value;

    /**
     * Keeps a part.
     *
     * @param bytes has the part from one index to another, and in any case {@link #WINDOW} bytes
     * @param value what was made of it
     */
    SeenField(byte[] bytes, int from, int to, T value) {
        word0 = Swar.get(bytes, from);
        word1 = Swar.get(bytes, from + 8);
        word2 = Swar.get(bytes, from + 16);
        word3 = Swar.get(bytes, from + 24);
        word4 = Swar.get(bytes, from + 32);
        length = to - from;
        rest = Arrays.copyOfRange(bytes, from + WINDOW, from + Math.max(WINDOW, length));
        this.value = value;
    }

    /** Whether the part stands at an index, behind which there are {@link #WINDOW} bytes of a message that ends at another. */
    boolean isAt(byte[] bytes, int from, int to) {
        long different = (Swar.get(bytes, from) ^ word0)
                | (Swar.get(bytes, from + 8) ^ word1)
                | (Swar.get(bytes, from + 16) ^ word2)
                | (Swar.get(bytes, from + 24) ^ word3)
                | (Swar.get(bytes, from + 32) ^ word4);
        return different == 0 && (length <= WINDOW || isRestAt(bytes, from, to));
    }

    private boolean isRestAt(byte[] bytes, int from, int to) {
        int end = from + length;
        return end <= to && Arrays.equals(bytes, from + WINDOW, end, rest, 0, rest.length);
    }

    int length() {
        return length;
    }

    T value() {
        return value;
    }
}

package dev.archon.client.internal.frame;

import java.util.Arrays;

/**
 * Bytes that come in parts. There is never room for more than twice what has come, whatever has been announced: a server
 * that announces much and sends little costs little.
 */
final class GrowingBytes {

    private static final byte[] EMPTY = {};

    /** The least that is allocated, unless there will be less. */
    private static final int FIRST_ALLOCATION = 4 * 1024;

    private byte[] array = EMPTY;
    private int length;

    /** Holds the bytes from index 0 on; another one after more were added. */
    byte[] array() {
        return array;
    }

    int length() {
        return length;
    }

    /**
     * Adds a part. Room doubles where there is none, so that what is there is copied once on average, however it is cut up.
     *
     * @param most how many bytes there will be at most, in all
     */
    void append(byte[] bytes, int from, int count, int most) {
        if (length + count > array.length) {
            int room = Math.max(length + count, (int) Math.min(2L * array.length, most));
            array = Arrays.copyOf(array, Math.max(room, Math.min(FIRST_ALLOCATION, most)));
        }
        System.arraycopy(bytes, from, array, length, count);
        length += count;
    }

    /** Sets all there is. Most often the rest follows soon, and there is only room for what has come. */
    void set(byte[] bytes, int from, int count) {
        array = Arrays.copyOfRange(bytes, from, from + count);
        length = count;
    }

    /** Forgets the bytes. The array is whoever's still has it. */
    void clear() {
        array = EMPTY;
        length = 0;
    }
}

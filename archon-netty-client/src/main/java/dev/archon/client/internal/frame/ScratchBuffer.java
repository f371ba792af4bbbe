package dev.archon.client.internal.frame;

import java.util.Arrays;

/** An array that grows as it is needed. What it holds is good until it is next used. */
final class ScratchBuffer {

    private static final int FIRST = 16 * 1024;

    /** The memory of one large message is not kept for the rest of the connection. */
    private static final int MAX_KEPT = 512 * 1024;

    private byte[] array = {};

    /** The array to write to, which is never empty. */
    byte[] array() {
        if (array.length == 0) {
            array = new byte[FIRST];
        }
        return array;
    }

    /** Makes the array larger and leaves in it what it holds. It grows to a limit that it must not have reached. */
    void grow(int limit) {
        array = Arrays.copyOf(array, (int) Math.min(2L * array.length, limit));
    }

    /** Lets the array go if it has become large. */
    void trim() {
        if (array.length > MAX_KEPT) {
            array = new byte[0];
        }
    }
}

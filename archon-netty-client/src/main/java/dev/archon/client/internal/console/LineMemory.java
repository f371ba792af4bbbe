package dev.archon.client.internal.console;

import java.util.Arrays;

/**
 * The last lines that came, as one 64-bit hash each. A hash takes 8 bytes where the line takes a hundred and more; that two
 * of a few thousand lines have the same one by chance is as good as impossible.
 */
final class LineMemory {

    private static final int FIRST_CAPACITY = 256;

    private final int limit;
    private long[] ring;
    private int start;
    private int size;

    /**
     * Makes an empty memory.
     *
     * @param limit how many lines are remembered
     */
    LineMemory(int limit) {
        this.limit = limit;
        this.ring = new long[Math.min(limit, FIRST_CAPACITY)];
    }

    void add(long line) {
        if (size == limit) {
            ring[start] = line;
            start = (start + 1) % ring.length;
            return;
        }
        if (size == ring.length) {
            // It has never been full, so it begins at zero.
            ring = Arrays.copyOf(ring, Math.min(limit, 2 * ring.length));
        }
        ring[size++] = line;
    }

    int size() {
        return size;
    }

    int limit() {
        return limit;
    }

    /** Whether there may have been lines before the oldest that is remembered. */
    boolean isFull() {
        return size == limit;
    }

    /** Whether a line is remembered exactly once, so that it cannot be taken for another. */
    boolean isUnique(long line) {
        int found = 0;
        for (int i = 0; i < size && found < 2; i++) {
            if (ring[i] == line) {
                found++;
            }
        }
        return found == 1;
    }

    /** A line by its age: the oldest that is remembered is 0. */
    long get(int index) {
        return ring[(start + index) % ring.length];
    }
}

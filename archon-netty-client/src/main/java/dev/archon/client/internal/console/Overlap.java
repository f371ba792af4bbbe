package dev.archon.client.internal.console;

import java.util.BitSet;

/**
 * Finds out, line by line, how much of a replay has come before.
 *
 * <p>The replay is a stretch of the console that ends later than what is remembered, or at the same line. So its first
 * lines are the last of the memory: of all places where they fit, the first, which is the longest overlap, is the right
 * one. A place is a candidate as long as every line fits; it is found when the memory ends there. Only if the memory has
 * forgotten its oldest lines, the replay may also begin before it; those places count as negative.
 *
 * <p>Lines that are all alike fit in many places. Then the longest overlap is taken, and a repetition may be taken for a
 * line that came before.
 */
final class Overlap {

    private final LineMemory memory;

    /** Places where all lines so far fit, each as its index in the memory plus {@link #shift}. */
    private final BitSet candidates = new BitSet();

    private final int shift;
    private int seen;
    private int longest;

    Overlap(LineMemory memory) {
        this.memory = memory;
        this.shift = memory.isFull() ? memory.limit() : 0;
    }

    /**
     * Takes the next line of the replay.
     *
     * @param line its hash
     * @return whether it is decided
     */
    boolean next(long line) {
        if (seen == 0) {
            for (int place = 0; place < memory.size(); place++) {
                candidates.set(place + shift);
            }
        } else if (seen <= shift) {
            candidates.set(shift - seen);
        }
        for (int i = candidates.nextSetBit(0); i >= 0; i = candidates.nextSetBit(i + 1)) {
            int at = i - shift + seen;
            if (memory.get(at) != line) {
                candidates.clear(i);
            } else if (at == memory.size() - 1) {
                longest = seen + 1;
                candidates.clear(i);
            }
        }
        seen++;
        return candidates.isEmpty() && (longest > 0 || seen > shift);
    }

    /**
     * How many lines of the replay have come before, by what is known so far.
     *
     * @return the number; zero if there is no overlap
     */
    int length() {
        return longest;
    }
}

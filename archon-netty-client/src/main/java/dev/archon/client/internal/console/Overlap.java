package dev.archon.client.internal.console;

import java.util.Arrays;
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
 * line that came before. They also keep all candidates alive, and to look at each of them for each line would hold up the
 * event loop for seconds. So after some work the candidates are given up: all lines are awaited, and compared once.
 */
final class Overlap {

    /** The largest number of comparisons, which take some milliseconds. */
    private static final long MOST_WORK = 4_000_000;

    private static final long[] NONE = {};

    private final LineMemory memory;
    private final long mostWork;

    /** Places where all lines so far fit, each as its index in the memory plus {@link #shift}. */
    private final BitSet candidates = new BitSet();

    private final int shift;
    private long[] replay = NONE;
    private int seen;
    private int longest;
    private long work;

    /**
     * Makes an overlap before the replay's first line.
     *
     * @param memory the lines that came before
     * @param older whether the replay may begin before the oldest line that is remembered, if the memory has forgotten any
     */
    Overlap(LineMemory memory, boolean older) {
        this(memory, older, MOST_WORK);
    }

    Overlap(LineMemory memory, boolean older, long mostWork) {
        this.memory = memory;
        this.mostWork = mostWork;
        this.shift = older && memory.isFull() ? memory.limit() : 0;
    }

    /**
     * Takes the next line of the replay.
     *
     * @param line its hash
     * @return whether it is decided
     */
    boolean next(long line) {
        keep(line);
        if (isGivenUp()) {
            seen++;
            return false;
        }
        if (seen == 0) {
            candidates.set(shift, shift + memory.size());
        } else if (seen <= shift) {
            candidates.set(shift - seen);
        }
        for (int i = candidates.nextSetBit(0); i >= 0; i = candidates.nextSetBit(i + 1)) {
            work++;
            int at = i - shift + seen;
            if (memory.get(at) != line) {
                candidates.clear(i);
            } else if (at == memory.size() - 1) {
                longest = seen + 1;
                candidates.clear(i);
            }
        }
        seen++;
        return isDecided();
    }

    /** Whether all lines so far fit into the memory, and more of it is to follow. */
    boolean isWithinMemory() {
        return seen > 0 && (isGivenUp() || !candidates.isEmpty());
    }

    /** Whether it is decided, as {@link #next} has said. */
    boolean isDecided() {
        return !isGivenUp() && candidates.isEmpty() && (longest > 0 || seen > shift);
    }

    /**
     * How many lines of the replay have come before, by what is known so far.
     *
     * @return the number; zero if there is no overlap
     */
    int length() {
        return isGivenUp() ? longestOfAll() : longest;
    }

    /** How many lines have been compared with another. */
    long comparisons() {
        return work;
    }

    private boolean isGivenUp() {
        return work > mostWork;
    }

    private void keep(long line) {
        if (seen == replay.length) {
            replay = Arrays.copyOf(replay, Math.max(64, 2 * replay.length));
        }
        replay[seen] = line;
    }

    /** Finds the overlap of the candidates in a time that is linear in the number of lines (Knuth, Morris and Pratt). */
    private int longestOfAll() {
        long[] remembered = new long[memory.size()];
        for (int i = 0; i < remembered.length; i++) {
            remembered[i] = memory.get(i);
        }
        int[] borders = borders(remembered);
        int fits = 0;
        int found = 0;
        // All of the memory may lie within the replay, as long as no more comes before it than was forgotten.
        for (int i = 0; i < seen && shift > 0; i++) {
            fits = advance(remembered, borders, fits, replay[i]);
            if (fits == remembered.length && i + 1 - fits <= shift) {
                found = i + 1;
            }
        }
        return found > 0 ? found : endOfMemory(remembered);
    }

    /** The longest beginning of the replay that the memory ends with. */
    private int endOfMemory(long[] remembered) {
        long[] lines = Arrays.copyOf(replay, seen);
        int[] borders = borders(lines);
        int fits = 0;
        for (long line : remembered) {
            fits = advance(lines, borders, fits, line);
        }
        return fits;
    }

    /** For each beginning of the lines, how long the longest shorter beginning is that it also ends with. */
    private int[] borders(long[] lines) {
        int[] borders = new int[lines.length];
        for (int i = 1; i < lines.length; i++) {
            borders[i] = advance(lines, borders, borders[i - 1], lines[i]);
        }
        return borders;
    }

    /** The longest beginning of the lines that fits after one more line, if so many fitted before it. */
    private int advance(long[] lines, int[] borders, int fitted, long line) {
        int fits = fitted;
        work++;
        while (fits > 0 && (fits == lines.length || line != lines[fits])) {
            fits = borders[fits - 1];
            work++;
        }
        return fits + (line == lines[fits] ? 1 : 0);
    }
}

package dev.archon.client.internal.console;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Finds where the replay starts on a new connection, and how much of it was received before.
 *
 * <p>As a rule the replay begins with the first line. A server that tells of new lines before it sends its history puts
 * some <em>early</em> lines in front. Their end is where lines begin to fit; to be sure of that, one of the lines that fit
 * must be unique in the memory. Early lines come again within the replay if the server took its history after it told of
 * them. Where nothing fits they cannot be told from the replay, and may come twice behind the gap.
 */
final class Seam {

    /** More lines in front of a replay are taken for a replay that does not reach back. */
    static final int MOST_EARLY = 64;

    /** How many of the lines that fit are searched for a unique one. */
    private static final int LOOKED_AT = 16;

    private final LineMemory memory;

    /** What fits if the replay begins with the first line. */
    private final Overlap whole;

    /** What fits if it begins with a later one; {@code null} if none is a candidate. */
    private @Nullable Overlap late;

    private int lateStart;

    /** For what {@link #isUniqueFound} says whether one of its first {@link #lookedAt} lines is unique. */
    private @Nullable Overlap lookedFor;

    private int lookedAt;
    private boolean isUniqueFound;
    private long[] lines = new long[64];
    private int count;
    private boolean isDecided;

    Seam(LineMemory memory) {
        this.memory = memory;
        this.whole = new Overlap(memory, true);
    }

    /**
     * Takes the next line.
     *
     * @param line its hash
     * @return whether no later line can change what is known
     */
    boolean next(long line) {
        if (count == lines.length) {
            lines = Arrays.copyOf(lines, 2 * count);
        }
        lines[count] = line;
        if (!isDecided) {
            boolean isWholeDecided = whole.next(line);
            if (whole.isWithinMemory()) {
                // From a later line on the same place would be found again.
                late = null;
            } else if (!isLateFound()) {
                nextLate(line);
            }
            // Early lines are placed when the replay is over.
            isDecided = isWholeDecided && (whole.length() > 0 || (late == null && count >= MOST_EARLY));
        }
        count++;
        return isDecided;
    }

    private void nextLate(long line) {
        boolean goesOn = late != null;
        if (goesOn && fits(line)) {
            return;
        }
        // A line that does not fit any more may be the replay's first.
        late = null;
        if (count > 0 && count <= MOST_EARLY) {
            late = new Overlap(memory, false);
            lateStart = count;
            late = fits(line) ? late : null;
        }
    }

    private boolean fits(long line) {
        Overlap tried = Objects.requireNonNull(late);
        boolean isDecided = tried.next(line);
        return !isDecided || isLateFound();
    }

    private boolean isLateFound() {
        Overlap tried = late;
        if (tried == null || tried.length() == 0) {
            return false;
        }
        int end = Math.min(tried.length(), LOOKED_AT);
        if (tried != lookedFor || end > lookedAt) {
            // A search of the memory is slow, and for the same lines its result is the same.
            isUniqueFound = tried == lookedFor && isUniqueFound;
            for (int i = tried == lookedFor ? lookedAt : 0; i < end && !isUniqueFound; i++) {
                isUniqueFound = memory.isUnique(lines[lateStart + i]);
            }
            lookedFor = tried;
            lookedAt = end;
        }
        return isUniqueFound;
    }

    /** How many lines were taken. */
    int count() {
        return count;
    }

    /** Whether the lines that came last are lines that came before, and those behind them are still awaited. */
    boolean isWithinMemory() {
        return overlap() == 0 && (whole.isWithinMemory() || (late != null && late.isWithinMemory()));
    }

    /** Whether it is likely that the replay goes on: with what came before, or with the lines that came in front of it. */
    boolean isAwaiting() {
        return isWithinMemory() || (overlap() > 0 && repeated(early()).cardinality() < early());
    }

    /** Whether the replay fits in more than one place, and what is known may turn out to be a part of a longer overlap. */
    boolean mayGrow() {
        return whole.length() > 0 && whole.isWithinMemory();
    }

    /** How many lines came before the replay; if it is not known where that begins, all of them. */
    int early() {
        if (whole.length() > 0 || whole.isWithinMemory()) {
            return 0;
        }
        return isLateFound() || (late != null && late.isWithinMemory()) ? lateStart : count;
    }

    /** How many lines of the replay have come before, behind the early ones. */
    int overlap() {
        return whole.length() > 0
                ? whole.length()
                : isLateFound() ? Objects.requireNonNull(late).length() : 0;
    }

    /**
     * Which of the first lines come again behind the overlap, as often as they do.
     *
     * @param early how many of the first lines are looked for
     */
    BitSet repeated(int early) {
        BitSet repeated = new BitSet();
        BitSet taken = new BitSet();
        int from = early + overlap();
        for (int i = 0; i < early; i++) {
            int at = find(lines[i], from);
            while (at >= 0 && taken.get(at)) {
                at = find(lines[i], at + 1);
            }
            if (at >= 0) {
                repeated.set(i);
                taken.set(at);
            }
        }
        return repeated;
    }

    /** The hash of a line. */
    long line(int index) {
        return lines[index];
    }

    private int find(long line, int from) {
        for (int i = from; i < count; i++) {
            if (lines[i] == line) {
                return i;
            }
        }
        return -1;
    }
}

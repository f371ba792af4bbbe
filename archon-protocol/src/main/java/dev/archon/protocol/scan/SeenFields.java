package dev.archon.protocol.scan;

import dev.archon.protocol.internal.Swar;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Finds parts of messages that have been seen before by their bytes, without looking for their end. A server has a few
 * hundred names of loggers and threads, and sends them millions of times.
 *
 * <p>It has a fixed number of places. Which one is looked at depends on the first {@value SeenField#WINDOW} bytes, and so on
 * some that follow the part if it is short; all of the part is then compared. A part is kept when it was not found
 * twice in a row at its place, and one that is kept there already has not been found for long: so what never comes again
 * is not kept and costs no objects, and two that want the same place do not take turns in it. It holds no more than {@value
 * #PLACES} parts of {@value #LONGEST} bytes. Not for use by several threads.
 *
 * @param <T> what is made of a part
 */
final class SeenFields<T> {

    /** What is returned in place of a place if a part is not known. */
    static final int UNKNOWN = -1;

    static final int PLACES = 512;
    static final int LONGEST = 160;

    /** So many searches at a place must fail before what is kept there is replaced. */
    private static final int MISSES_TO_REPLACE = 64;

    private static final long FACTOR = 0x9E37_79B9_7F4A_7C15L;

    private final @Nullable SeenField<T>[] seen = places();

    /** What was not found at each place the last time. */
    private final int[] missed = new int[PLACES];

    private final byte[] misses = new byte[PLACES];

    /**
     * Finds a part.
     *
     * @param from where the part begins
     * @param to where the message ends
     * @return where it is kept; {@link #UNKNOWN} if it is not known, or too near to the end of the message
     */
    int find(byte[] bytes, int from, int to) {
        if (from + SeenField.WINDOW > to) {
            return UNKNOWN;
        }
        int place = place(hash(bytes, from));
        SeenField<T> found = seen[place];
        return found != null && found.isAt(bytes, from, to) ? place : UNKNOWN;
    }

    /**
     * What is kept at a place where a part was found.
     *
     * @param place what {@link #find} has returned, with nothing kept since
     */
    SeenField<T> at(int place) {
        return Objects.requireNonNull(seen[place]);
    }

    /**
     * Whether a part that was not found is to be {@linkplain #keep kept}.
     *
     * @param end where the part ends
     * @param to where the message ends
     */
    boolean isWanted(byte[] bytes, int from, int end, int to) {
        if (from + SeenField.WINDOW > to || end - from > LONGEST) {
            return false;
        }
        long hash = hash(bytes, from);
        int place = place(hash);
        // Numbers that are counted up stand at the end of names.
        long last = Swar.get(bytes, Math.max(from, end - Long.BYTES)) * FACTOR;
        int part = (int) ((hash ^ Long.rotateLeft(last, 1)) >>> Integer.SIZE);
        boolean again = missed[place] == part;
        missed[place] = part;
        if (seen[place] != null && misses[place] < MISSES_TO_REPLACE) {
            misses[place]++;
            return false;
        }
        return again;
    }

    void keep(byte[] bytes, int from, int end, T value) {
        int place = place(hash(bytes, from));
        seen[place] = new SeenField<>(bytes, from, end, value);
        misses[place] = 0;
    }

    /** Each word is turned another way, so that words which are alike do not cancel each other out. */
    private static long hash(byte[] bytes, int at) {
        return (Swar.get(bytes, at)
                        ^ Long.rotateLeft(Swar.get(bytes, at + 8), 13)
                        ^ Long.rotateLeft(Swar.get(bytes, at + 16), 26)
                        ^ Long.rotateLeft(Swar.get(bytes, at + 24), 39)
                        ^ Long.rotateLeft(Swar.get(bytes, at + 32), 52))
                * FACTOR;
    }

    private static int place(long hash) {
        return (int) (hash >>> 55);
    }

    // An array of a generic type can be made in no other way.
    @SuppressWarnings({"unchecked", "rawtypes"})
    private static <T> @Nullable SeenField<T>[] places() {
        return new SeenField[PLACES];
    }
}

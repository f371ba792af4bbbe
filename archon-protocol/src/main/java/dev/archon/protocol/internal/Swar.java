package dev.archon.protocol.internal;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Looks at eight bytes of text at a time.
 *
 * <p>A mask has the top bit of each byte that was looked for. Because of how carries run, a bit above the lowest one may
 * be wrong, but the lowest never is, and a mask is zero exactly if nothing was found.
 */
public final class Swar {

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101_0101_0101_0101L;
    private static final long HIGHS = 0xF0F0_F0F0_F0F0_F0F0L;
    private static final long PAIRS = 0x0000_00FF_0000_00FFL;
    private static final long TOPS = 0x8080_8080_8080_8080L;

    private Swar() {}

    /**
     * Reads a word.
     *
     * @param bytes the array
     * @param index where the word begins; it must be within the array
     * @return the word, whose lowest byte is the first one
     */
    public static long get(byte[] bytes, int index) {
        return (long) LONGS.get(bytes, index);
    }

    /**
     * Writes a word.
     *
     * @param bytes the array
     * @param index where the word begins; it must be within the array
     * @param word the word, whose lowest byte is the first one
     */
    public static void put(byte[] bytes, int index, long word) {
        LONGS.set(bytes, index, word);
    }

    /**
     * Finds bytes that do not stand for themselves in a JSON string of ASCII: quotes, backslashes, controls, and any above.
     *
     * @param word eight bytes
     * @return a mask of them
     */
    public static long special(long word) {
        // Turned over in one bit, a quote is a space, a space a quote, and a control another control.
        long quotesAndControls = (word ^ (('"' ^ ' ') * ONES)) - ('!' * ONES);
        long backslashes = (word ^ ('\\' * ONES)) - ONES;
        return (quotesAndControls | backslashes | word) & TOPS;
    }

    /**
     * Whether a byte stands for itself, as those that {@link #special} does not find.
     *
     * @param b the byte
     * @return whether it is plain
     */
    public static boolean isPlain(byte b) {
        return b >= ' ' && b != '"' && b != '\\';
    }

    /**
     * Finds backslashes.
     *
     * @param word eight bytes
     * @return a mask of them
     */
    public static long backslashes(long word) {
        long backslashes = word ^ ('\\' * ONES);
        return (backslashes - ONES) & ~backslashes & TOPS;
    }

    /**
     * Finds carriage returns and line feeds.
     *
     * @param word eight bytes
     * @return a mask of them
     */
    public static long lineEnds(long word) {
        long feeds = word ^ ('\n' * ONES);
        long returns = word ^ ('\r' * ONES);
        return (((feeds - ONES) & ~feeds) | ((returns - ONES) & ~returns)) & TOPS;
    }

    /**
     * Finds bytes above ASCII.
     *
     * @param word eight bytes
     * @return a mask of them
     */
    public static long aboveAscii(long word) {
        return word & TOPS;
    }

    /**
     * Whether all bytes are digits of ASCII.
     *
     * @param word eight bytes
     * @return whether {@link #number} can be used
     */
    public static boolean areDigits(long word) {
        return (word & HIGHS) == '0' * ONES && ((word + 6 * ONES) & HIGHS) == '0' * ONES;
    }

    /**
     * Counts the digits of ASCII before the first byte that is none.
     *
     * @param word eight bytes
     * @return their number, 0 to 8
     */
    public static int digits(long word) {
        // What is carried out of a byte that is no digit changes only what is above it.
        long others = ((word & HIGHS) ^ '0' * ONES) | (((word + 6 * ONES) & HIGHS) ^ '0' * ONES);
        return Long.numberOfTrailingZeros(others) >>> 3;
    }

    /**
     * Reads some digits.
     *
     * @param word eight bytes, of which so many are digits
     * @param digits how many, 0 to 7
     * @return the number; zero if there are no digits
     */
    public static int number(long word, int digits) {
        // Moved behind zeros. In two steps, since a shift by all bits is none.
        int left = (Long.BYTES - 1 - digits) * Byte.SIZE;
        long zeros = ('0' * ONES) >>> (digits * Byte.SIZE);
        return number(((word << Byte.SIZE) << left) | zeros);
    }

    /**
     * Reads eight digits: first in pairs, then the pairs, each with the power of ten that its place stands for.
     *
     * @param word eight digits of ASCII, of which the first is the highest
     * @return the number
     */
    public static int number(long word) {
        long digits = word - '0' * ONES;
        long pairs = digits * 10 + (digits >>> 8);
        long firstAndThird = (pairs & PAIRS) * (100L + (1_000_000L << 32));
        long secondAndFourth = ((pairs >>> 16) & PAIRS) * (1L + (10_000L << 32));
        return (int) ((firstAndThird + secondAndFourth) >>> 32);
    }

    /**
     * Counts the bytes before the first one that was found.
     *
     * @param mask a mask that is not zero
     * @return their number, less than eight
     */
    public static int before(long mask) {
        return Long.numberOfTrailingZeros(mask) >>> 3;
    }
}

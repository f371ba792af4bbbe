package dev.archon.protocol.codec;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Looks at eight bytes of text at a time.
 *
 * <p>A mask has the top bit of each byte that was looked for. Because of how carries run, a bit above the lowest one may
 * be wrong, but the lowest never is, and a mask is zero exactly if nothing was found.
 */
final class Swar {

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101_0101_0101_0101L;
    private static final long TOPS = 0x8080_8080_8080_8080L;

    private Swar() {}

    static long get(byte[] bytes, int index) {
        return (long) LONGS.get(bytes, index);
    }

    static void put(byte[] bytes, int index, long word) {
        LONGS.set(bytes, index, word);
    }

    /** Bytes that do not stand for themselves in a JSON string of ASCII: quotes, backslashes, controls, and any above. */
    static long special(long word) {
        // Turned over in one bit, a quote is a space, a space a quote, and a control another control.
        long quotesAndControls = (word ^ (('"' ^ ' ') * ONES)) - ('!' * ONES);
        long backslashes = (word ^ ('\\' * ONES)) - ONES;
        return (quotesAndControls | backslashes | word) & TOPS;
    }

    /** Whether a byte stands for itself, as those that {@link #special} does not find. */
    static boolean isPlain(byte b) {
        return b >= ' ' && b != '"' && b != '\\';
    }

    static long backslashes(long word) {
        long backslashes = word ^ ('\\' * ONES);
        return (backslashes - ONES) & ~backslashes & TOPS;
    }

    static long aboveAscii(long word) {
        return word & TOPS;
    }

    /** The number of bytes before the first one that was found. */
    static int before(long mask) {
        return Long.numberOfTrailingZeros(mask) >>> 3;
    }
}

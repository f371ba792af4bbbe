package dev.archon.protocol.internal;

/**
 * An array that is used again and again for texts of any length. Not for use by several threads.
 */
public final class ScratchBytes {

    /** A larger array is not kept, so that one long text does not occupy memory for the rest of the connection. */
    public static final int MOST_KEPT = 64 * 1024;

    private static final byte[] NOTHING = {};

    private byte[] kept = NOTHING;

    /** Makes one that holds no memory yet. */
    public ScratchBytes() {}

    /**
     * An array with room for a text.
     *
     * @param length how many bytes it must have at least
     * @return the array, whose content is left over from earlier texts; the next call may return it again
     */
    public byte[] ofLength(int length) {
        if (length <= kept.length) {
            return kept;
        }
        byte[] larger = new byte[length];
        if (length <= MOST_KEPT) {
            kept = larger;
        }
        return larger;
    }
}

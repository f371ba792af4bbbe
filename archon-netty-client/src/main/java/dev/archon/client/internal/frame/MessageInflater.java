package dev.archon.client.internal.frame;

import java.util.function.Supplier;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;

/**
 * Inflates the messages of one connection, one after another (RFC 7692, section 7.2.2).
 *
 * <p>A call of the JDK's inflater costs as much as a short message, so there is one for each: what a server leaves off at
 * the end is put behind the message where it lies. The window is kept from message to message, also where the server
 * makes no use of that. It is native memory, and comes with the first compressed message.
 *
 * <p>A block that says it is the last one (section 7.2.3.4) only ends what later ones may refer to, as it does in the
 * deflaters that write it.
 */
final class MessageInflater {

    /** What a server leaves off at the end of each message: an empty block that is not compressed, without its head. */
    private static final byte[] TAIL = {0, 0, (byte) 0xFF, (byte) 0xFF};

    private final Supplier<Inflater> inflaters;
    private final ScratchBuffer scratch;
    private final int limit;
    private final int mostOverflows;

    private @Nullable Inflater inflater;
    private int inflatedLength;

    /** Whether the inflated bytes are discarded: between the parts of the message others inflate into the same array. */
    private boolean discards;

    /** How often the message has filled all the room there is. */
    private int overflows;

    /**
     * Makes one that holds no memory yet.
     *
     * @param inflaters makes an inflater of data without a header
     * @param scratch what to inflate into; others may do so as well
     * @param maxMessage the size of the largest message that is inflated, in bytes
     * @param mostOverflows up to how many times that size a larger message is inflated and discarded, because later ones
     *     may refer to it; what goes beyond that would cost too much processor time
     */
    MessageInflater(Supplier<Inflater> inflaters, ScratchBuffer scratch, int maxMessage, int mostOverflows) {
        this.mostOverflows = mostOverflows;
        this.inflaters = inflaters;
        this.scratch = scratch;
        // Room for one byte more, which shows that there is more.
        this.limit = Math.min(maxMessage, Integer.MAX_VALUE - 64) + 1;
    }

    /**
     * Inflates a message.
     *
     * @param bytes holds it. What lies behind it changes during the call, and is then as before
     * @return false if it is too large, and too large to be discarded as well; then no later one can be inflated
     * @throws DataFormatException if it cannot be inflated; then no later one can either
     */
    boolean inflate(byte[] bytes, int offset, int length) throws DataFormatException {
        begin();
        discards = false;
        int end = offset + length;
        if (bytes.length - end < TAIL.length) {
            return inflate(bytes, offset, end, 0) && inflate(TAIL, 0, TAIL.length, TAIL.length);
        }
        byte first = bytes[end];
        byte second = bytes[end + 1];
        byte third = bytes[end + 2];
        byte fourth = bytes[end + 3];
        System.arraycopy(TAIL, 0, bytes, end, TAIL.length);
        try {
            return inflate(bytes, offset, end + TAIL.length, TAIL.length);
        } finally {
            bytes[end] = first;
            bytes[end + 1] = second;
            bytes[end + 2] = third;
            bytes[end + 3] = fourth;
        }
    }

    /** Whether the last message was too large and has been discarded. */
    boolean hasOverflowed() {
        return overflows > 0;
    }

    /** Starts a message that comes in parts and is discarded. */
    void begin() {
        inflatedLength = 0;
        overflows = 0;
        discards = true;
    }

    /** Takes a part of a message that is discarded. Returns and throws the same as {@link #inflate(byte[], int, int)}. */
    boolean discard(byte[] bytes, int from, int to) throws DataFormatException {
        return from == to || inflate(bytes, from, to, 0);
    }

    /** Takes the end of a message that is discarded. */
    boolean discardEnd() throws DataFormatException {
        return inflate(TAIL, 0, TAIL.length, TAIL.length);
    }

    /** Holds the last message, from index 0 on. */
    byte[] array() {
        return scratch.array();
    }

    /** How many bytes the last message has. */
    int length() {
        return inflatedLength;
    }

    /** Frees the native memory. */
    void end() {
        if (inflater != null) {
            inflater.end();
            inflater = null;
        }
    }

    private boolean inflate(byte[] bytes, int from, int to, int tail) throws DataFormatException {
        Inflater current = inflater();
        current.setInput(bytes, from, to - from);
        while (true) {
            byte[] out = scratch.array();
            int at = discards ? 0 : inflatedLength;
            int room = Math.min(out.length - at, limit - inflatedLength);
            int written = current.inflate(out, at, room);
            inflatedLength += written;
            if (inflatedLength == limit) {
                overflows++;
                if (overflows > mostOverflows) {
                    return false;
                }
                inflatedLength = 0;
                continue;
            } else if (written == room) {
                if (!discards) {
                    scratch.grow(limit);
                }
                continue;
            }
            int remaining = current.getRemaining();
            if (remaining == 0) {
                return true;
            } else if (!current.finished()) {
                throw new DataFormatException("data that goes nowhere");
            }
            current.reset();
            // The empty block is none if its head is missing, as it is if the last block ends the message.
            if (remaining <= tail) {
                return true;
            }
            current.setInput(bytes, to - remaining, remaining);
        }
    }

    private Inflater inflater() {
        if (inflater == null) {
            inflater = inflaters.get();
        }
        return inflater;
    }
}

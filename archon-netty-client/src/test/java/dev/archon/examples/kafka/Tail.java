package dev.archon.examples.kafka;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * How far the lines of a server have been written: the number of the next line, and the hashes of the last ones, by which a
 * backend that is shown the server's history finds the place where to go on. Kept in the compacted topic of progress.
 *
 * <p>Used by one thread at a time.
 */
final class Tail {

    /** Enough to tell one place of a console from another; at 8 bytes each. */
    static final int MOST = 64;

    private final long[] ring = new long[MOST];
    private long next;
    private int size;

    /** The tail of a server of which no line has been written. */
    Tail() {}

    private Tail(Tail other) {
        System.arraycopy(other.ring, 0, ring, 0, MOST);
        next = other.next;
        size = other.size;
    }

    /** Whether no line has been written. */
    boolean isEmpty() {
        return size == 0;
    }

    /** The number of the next line, if none is missing. */
    long next() {
        return next;
    }

    /** The hashes of the last lines, the oldest first. */
    long[] hashes() {
        long[] hashes = new long[size];
        for (int i = 0; i < size; i++) {
            hashes[i] = ring[Math.floorMod(next - size + i, MOST)];
        }
        return hashes;
    }

    /** Adds a line that was written. What stands before a number that was left out is forgotten. */
    void add(long number, String line) {
        if (number < next) {
            throw new IllegalArgumentException("line " + number + " has been written; the next is " + next);
        }
        size = number == next ? Math.min(size + 1, MOST) : 1;
        ring[Math.floorMod(number, MOST)] = hash(line);
        next = number + 1;
    }

    Tail copy() {
        return new Tail(this);
    }

    byte[] toBytes() {
        ByteBuffer bytes = ByteBuffer.allocate((1 + size) * Long.BYTES).putLong(next);
        for (long hash : hashes()) {
            bytes.putLong(hash);
        }
        return bytes.array();
    }

    /**
     * Reads what {@link #toBytes} has written.
     *
     * @throws IllegalArgumentException if it is not such a value
     */
    static Tail ofBytes(byte[] value) {
        int hashes = value.length / Long.BYTES - 1;
        if (value.length % Long.BYTES != 0 || hashes < 0 || hashes > MOST) {
            throw new IllegalArgumentException(
                    "a tail has 8 to " + (1 + MOST) * Long.BYTES + " bytes: " + value.length);
        }
        ByteBuffer bytes = ByteBuffer.wrap(value);
        Tail tail = new Tail();
        tail.next = bytes.getLong();
        if (tail.next < hashes) {
            throw new IllegalArgumentException("a tail of " + hashes + " lines ends before number " + tail.next);
        }
        tail.size = hashes;
        for (int i = 0; i < hashes; i++) {
            tail.ring[Math.floorMod(tail.next - hashes + i, MOST)] = bytes.getLong();
        }
        return tail;
    }

    /** The 64-bit hash of a line (FNV-1a over its characters). */
    static long hash(String line) {
        long hash = 0xCBF2_9CE4_8422_2325L;
        for (int i = 0; i < line.length(); i++) {
            hash = (hash ^ line.charAt(i)) * 0x0000_0100_0000_01B3L;
        }
        return hash;
    }

    @Override
    public String toString() {
        return "next " + next + ", last " + Arrays.toString(hashes());
    }
}

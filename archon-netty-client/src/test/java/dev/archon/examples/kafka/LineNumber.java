package dev.archon.examples.kafka;

import java.nio.ByteBuffer;

/**
 * What the header of a record in the topic of lines says: who wrote it, and which line of its server it holds.
 *
 * @param claim the number of the claim by which the writer held the server; of two writers the later one has the higher number
 * @param number counts the lines of the server from 0 on, whoever writes them, and leaves one number out where lines may be
 *     missing; {@link #NO_LINE} in a record that only says that the server has a new writer
 */
record LineNumber(long claim, long number) {

    /** The key of the header. */
    static final String HEADER = "archon-line";

    /** The number in a record without a line, by which a writer begins. */
    static final long NO_LINE = -1;

    private static final int BYTES = 2 * Long.BYTES;

    LineNumber {
        if (claim < 0 || number < NO_LINE) {
            throw new IllegalArgumentException(
                    "a claim is 0 or more and a number -1 or more: " + claim + ", " + number);
        }
    }

    /** The first record of a writer, which says that it holds the server from then on. */
    static LineNumber beginning(long claim) {
        return new LineNumber(claim, NO_LINE);
    }

    boolean hasLine() {
        return number != NO_LINE;
    }

    byte[] toBytes() {
        return ByteBuffer.allocate(BYTES).putLong(claim).putLong(number).array();
    }

    /**
     * Reads a header.
     *
     * @throws IllegalArgumentException if it is not such a header
     */
    static LineNumber ofBytes(byte[] header) {
        if (header.length != BYTES) {
            throw new IllegalArgumentException(HEADER + " has " + header.length + " bytes and not " + BYTES);
        }
        ByteBuffer bytes = ByteBuffer.wrap(header);
        return new LineNumber(bytes.getLong(), bytes.getLong());
    }
}

package dev.archon.client.internal.frame;

/** What a frame's header says (RFC 6455, section 5.2). */
final class FrameHeader {

    static final int FIN = 0x80;
    static final int RESERVED = 0x70;
    static final int OPCODE = 0x0F;
    static final int MASKED = 0x80;

    /** The reserved bit that {@code permessage-deflate} gives a meaning (RFC 7692, section 6). */
    static final int COMPRESSED = 0x40;

    static final int CONTINUATION = 0x0;
    static final int TEXT = 0x1;
    static final int BINARY = 0x2;
    static final int CLOSE = 0x8;
    static final int PING = 0x9;
    static final int PONG = 0xA;

    /** The length of the shortest header, which says how long it is. */
    static final int SHORT = 2;

    static final int MOST_IN_SEVEN_BITS = 125;

    private static final int SIXTEEN_BITS_FOLLOW = 126;
    private static final int SIXTY_FOUR_BITS_FOLLOW = 127;

    private FrameHeader() {}

    /**
     * The header's length.
     *
     * @param second its second byte
     */
    static int length(int second) {
        return switch (second) {
            case SIXTEEN_BITS_FOLLOW -> SHORT + Short.BYTES;
            case SIXTY_FOUR_BITS_FOLLOW -> SHORT + Long.BYTES;
            default -> SHORT;
        };
    }

    /**
     * The payload's length. One that no array can have is given as the largest number.
     *
     * @param from where the header begins, which must be all there
     * @param second its second byte
     */
    static int payloadLength(byte[] bytes, int from, int second) {
        if (second <= MOST_IN_SEVEN_BITS) {
            return second;
        }
        int lengthBytes = second == SIXTEEN_BITS_FOLLOW ? Short.BYTES : Long.BYTES;
        long length = 0;
        for (int i = from + SHORT; i < from + SHORT + lengthBytes; i++) {
            length = length << Byte.SIZE | (bytes[i] & 0xFF);
        }
        // One with its top bit set is negative, and so is not minimal either.
        if (length <= (lengthBytes == Short.BYTES ? MOST_IN_SEVEN_BITS : 0xFFFF)) {
            throw FrameDecoder.violation("a length that is not written in the fewest bytes");
        }
        return (int) Math.min(length, Integer.MAX_VALUE);
    }
}

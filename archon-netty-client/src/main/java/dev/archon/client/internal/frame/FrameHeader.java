package dev.archon.client.internal.frame;

import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;

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

    /** The length of a header with a payload's length in sixteen bits. */
    static final int MIDDLE = SHORT + Short.BYTES;

    static final int MOST_IN_SEVEN_BITS = 125;

    private static final int SIXTEEN_BITS_FOLLOW = 126;
    private static final int SIXTY_FOUR_BITS_FOLLOW = 127;

    private FrameHeader() {}

    /**
     * Checks the first two bytes of a header from the server.
     *
     * @param isContinued whether a fragmented message has begun and not ended
     * @param deflates whether {@code permessage-deflate} was agreed on
     * @throws CorruptedWebSocketFrameException if a server must not send them
     */
    static void check(int first, int second, boolean isContinued, boolean deflates) {
        int opcode = first & OPCODE;
        if ((first & RESERVED) != 0) {
            checkReserved(first, deflates);
        }
        if ((second & MASKED) != 0) {
            throw Violation.of("a frame from the server is masked");
        }
        if (opcode >= CLOSE) {
            if ((first & FIN) == 0) {
                throw Violation.of("a control frame is fragmented");
            }
            if (second > MOST_IN_SEVEN_BITS) {
                throw Violation.of("a control frame has more than 125 bytes");
            }
            if (opcode > PONG) {
                throw Violation.of("reserved opcode " + opcode);
            }
            if (opcode == CLOSE && second == 1) {
                throw Violation.of("a close frame has half a status");
            }
        } else if (opcode > BINARY) {
            throw Violation.of("reserved opcode " + opcode);
        } else if (opcode == CONTINUATION && !isContinued) {
            throw Violation.of("a continuation frame without a message to continue");
        } else if (opcode != CONTINUATION && isContinued) {
            throw Violation.of("a new message within a fragmented one");
        }
    }

    private static void checkReserved(int first, boolean deflates) {
        if (!deflates) {
            throw Violation.of("a reserved bit is set, but no extension was agreed on");
        }
        int opcode = first & OPCODE;
        if ((first & RESERVED) != COMPRESSED || opcode == CONTINUATION || opcode >= CLOSE) {
            throw Violation.of("a reserved bit is set where permessage-deflate has none");
        }
    }

    /**
     * The header's length.
     *
     * @param second its second byte
     */
    static int length(int second) {
        return switch (second) {
            case SIXTEEN_BITS_FOLLOW -> MIDDLE;
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
            throw Violation.of("a length that is not written in the fewest bytes");
        }
        return (int) Math.min(length, Integer.MAX_VALUE);
    }

    /**
     * Whether the header has two or four bytes. Lines are about as long as the longest length in seven bits, so that a
     * processor cannot foresee which of the two comes next: what follows here has no branch for that.
     *
     * @param second its second byte
     */
    static boolean isShortOrMiddle(int second) {
        return second >= 0 && second <= SIXTEEN_BITS_FOLLOW;
    }

    /** The length of such a header. */
    static int shortOrMiddle(int second) {
        return SHORT + Short.BYTES * sixteenBits(second);
    }

    /** The payload's length in such a header, if it is {@linkplain #least written in the fewest bytes}. */
    static int shortOrMiddleLength(byte[] bytes, int from, int second) {
        int number = (bytes[from + SHORT] & 0xFF) << Byte.SIZE | (bytes[from + SHORT + 1] & 0xFF);
        return second ^ ((second ^ number) & -sixteenBits(second));
    }

    /** The least length that may be written in such a header. */
    static int least(int second) {
        return (MOST_IN_SEVEN_BITS + 1) * sixteenBits(second);
    }

    /** 1 for a length in sixteen bits, 0 for one in seven bits. */
    private static int sixteenBits(int second) {
        return (second + Short.BYTES) >>> 7;
    }
}

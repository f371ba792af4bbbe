package dev.archon.simulator.internal.wire;

import io.netty.buffer.ByteBuf;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Writes WebSocket frames (RFC 6455, section 5.2) as bytes, unmasked, as a server sends them. The simulator encodes
 * frames itself because one encoded frame goes to many sockets, and because faults need frames that no library writes.
 */
public final class FrameEncoder {

    /** The opcode of a continuation. */
    public static final int CONTINUATION = 0x0;

    /** The opcode of a text message's first frame. */
    public static final int TEXT = 0x1;

    /** The opcode of a binary message's first frame. */
    public static final int BINARY = 0x2;

    /** The opcode of a close frame. */
    public static final int CLOSE = 0x8;

    /** The opcode of a ping. */
    public static final int PING = 0x9;

    private static final int FIN = 0x80;
    private static final int MOST_IN_SEVEN_BITS = 125;
    private static final int SIXTEEN_BITS_FOLLOW = 126;
    private static final int SIXTY_FOUR_BITS_FOLLOW = 127;

    private FrameEncoder() {}

    static void text(ByteArrayOutputStream out, byte[] payload) {
        write(out, true, TEXT, payload, 0, payload.length);
    }

    /**
     * Writes a frame.
     *
     * @param out the stream to write to
     * @param last whether the FIN bit is set
     * @param opcode the low seven bits of the first byte: the reserved bits and the opcode
     * @param payload holds the payload
     * @param offset the index at which the payload starts
     * @param length how long the payload is, in bytes
     */
    public static void write(
            ByteArrayOutputStream out, boolean last, int opcode, byte[] payload, int offset, int length) {
        header(out, last, opcode, length);
        out.write(payload, offset, length);
    }

    /**
     * Writes the header of a frame, unmasked.
     *
     * @param out the stream to write to
     * @param last whether the FIN bit is set
     * @param opcode the low seven bits of the first byte: the reserved bits and the opcode
     * @param length how long the payload is, in bytes
     */
    public static void header(ByteArrayOutputStream out, boolean last, int opcode, long length) {
        out.write((last ? FIN : 0) | opcode);
        if (length <= MOST_IN_SEVEN_BITS) {
            out.write((int) length);
        } else if (length <= 0xFFFF) {
            out.write(SIXTEEN_BITS_FOLLOW);
            bigEndian(out, length, Short.BYTES);
        } else {
            out.write(SIXTY_FOUR_BITS_FOLLOW);
            bigEndian(out, length, Long.BYTES);
        }
    }

    /** A ping whose payload counts from 0. */
    static void ping(ByteArrayOutputStream out, int bytes) {
        header(out, true, PING, bytes);
        for (int i = 0; i < bytes; i++) {
            out.write(i);
        }
    }

    /** Reads what follows the first byte of a frame's header: the length of the payload, which is next. */
    static int length(ByteBuf in) {
        int length = in.readUnsignedByte();
        return switch (length) {
            case SIXTEEN_BITS_FOLLOW -> in.readUnsignedShort();
            case SIXTY_FOUR_BITS_FOLLOW -> Math.toIntExact(in.readLong());
            default -> length;
        };
    }

    static byte[] close(int code, String reason) {
        byte[] text = reason.getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        header(out, true, CLOSE, 2L + text.length);
        bigEndian(out, code, Short.BYTES);
        out.writeBytes(text);
        return out.toByteArray();
    }

    static byte[] closeWithoutCode() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        header(out, true, CLOSE, 0);
        return out.toByteArray();
    }

    /** Writes the header of a frame, unmasked, to a buffer. */
    static void header(ByteBuf out, boolean last, int opcode, int length) {
        out.writeByte((last ? FIN : 0) | opcode);
        if (length <= MOST_IN_SEVEN_BITS) {
            out.writeByte(length);
        } else if (length <= 0xFFFF) {
            out.writeByte(SIXTEEN_BITS_FOLLOW).writeShort(length);
        } else {
            out.writeByte(SIXTY_FOUR_BITS_FOLLOW).writeLong(length);
        }
    }

    private static void bigEndian(ByteArrayOutputStream out, long value, int bytes) {
        for (int shift = (bytes - 1) * Byte.SIZE; shift >= 0; shift -= Byte.SIZE) {
            out.write((int) (value >>> shift));
        }
    }
}

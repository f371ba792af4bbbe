package dev.archon.client.internal.frame;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Bytes of WebSocket frames, right and wrong. */
public final class Frame {

    static final int CONTINUATION = 0x0;
    static final int TEXT = 0x1;
    static final int BINARY = 0x2;
    static final int CLOSE = 0x8;
    static final int PING = 0x9;
    static final int PONG = 0xA;

    /** To be put together with an opcode (RFC 7692, section 6). */
    static final int COMPRESSED = 0x40;

    /** How a length may be written. */
    enum Form {
        MINIMAL,
        SIXTEEN_BITS,
        SIXTY_FOUR_BITS
    }

    private Frame() {}

    static byte[] text(String payload) {
        return frame(true, TEXT, utf8(payload));
    }

    static byte[] close(int code, String reason) {
        byte[] text = utf8(reason);
        ByteArrayOutputStream payload = new ByteArrayOutputStream();
        payload.write(code >>> Byte.SIZE);
        payload.write(code);
        payload.writeBytes(text);
        return frame(true, CLOSE, payload.toByteArray());
    }

    static byte[] frame(boolean last, int opcode, byte[] payload) {
        return frame((last ? 0x80 : 0) | opcode, payload);
    }

    /** A frame that begins with this byte: FIN, reserved bits and opcode. */
    public static byte[] frame(int first, byte[] payload) {
        return concat(header(first, payload.length, Form.MINIMAL), payload);
    }

    static byte[] header(int first, long length, Form form) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(first);
        if (form == Form.SIXTY_FOUR_BITS || (form == Form.MINIMAL && length > 0xFFFF)) {
            out.write(127);
            bigEndian(out, length, Long.BYTES);
        } else if (form == Form.SIXTEEN_BITS || (form == Form.MINIMAL && length > 125)) {
            out.write(126);
            bigEndian(out, length, Short.BYTES);
        } else {
            out.write((int) length);
        }
        return out.toByteArray();
    }

    /** Some bytes one after another. */
    public static byte[] concat(byte[]... parts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }

    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static void bigEndian(ByteArrayOutputStream out, long value, int bytes) {
        for (int shift = (bytes - 1) * Byte.SIZE; shift >= 0; shift -= Byte.SIZE) {
            out.write((int) (value >>> shift));
        }
    }
}

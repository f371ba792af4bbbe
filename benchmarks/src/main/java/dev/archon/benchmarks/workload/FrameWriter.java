package dev.archon.benchmarks.workload;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.zip.Deflater;

/** Writes the frames of a server (RFC 6455, section 5.2): final, unmasked. */
public final class FrameWriter {

    private static final int FIN = 0x80;
    /** Marks a compressed message (RFC 7692, section 6). */
    private static final int RSV1 = 0x40;

    private static final int TEXT = 0x1;
    private static final int CLOSE = 0x8;
    private static final int MOST_IN_SEVEN_BITS = 125;
    private static final int SIXTEEN_BITS_FOLLOW = 126;
    private static final int SIXTY_FOUR_BITS_FOLLOW = 127;
    /** The tail of a sync flush, which a message leaves out (RFC 7692, section 7.2.1). */
    private static final int FLUSH_TAIL = 4;

    private FrameWriter() {}

    /** A text frame. */
    public static byte[] text(byte[] payload) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        frame(out, FIN | TEXT, payload, payload.length);
        return out.toByteArray();
    }

    /** A close frame with code 1000, by which a client knows that there will be no more. */
    public static byte[] close() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        byte[] normal = ByteBuffer.allocate(Short.BYTES).putShort((short) 1000).array();
        frame(out, FIN | CLOSE, normal, normal.length);
        return out.toByteArray();
    }

    static void text(ByteArrayOutputStream out, byte[] payload) {
        frame(out, FIN | TEXT, payload, payload.length);
    }

    static void deflatedText(ByteArrayOutputStream out, byte[] payload, Deflater deflater) {
        deflater.setInput(payload);
        ByteArrayOutputStream deflated = new ByteArrayOutputStream();
        byte[] buffer = new byte[4096];
        for (int n = buffer.length; n == buffer.length; ) {
            n = deflater.deflate(buffer, 0, buffer.length, Deflater.SYNC_FLUSH);
            deflated.write(buffer, 0, n);
        }
        frame(out, FIN | RSV1 | TEXT, deflated.toByteArray(), deflated.size() - FLUSH_TAIL);
    }

    private static void frame(ByteArrayOutputStream out, int first, byte[] payload, int length) {
        out.write(first);
        if (length <= MOST_IN_SEVEN_BITS) {
            out.write(length);
        } else if (length <= 0xFFFF) {
            out.write(SIXTEEN_BITS_FOLLOW);
            out.write(length >> Byte.SIZE);
            out.write(length);
        } else {
            out.write(SIXTY_FOUR_BITS_FOLLOW);
            out.writeBytes(ByteBuffer.allocate(Long.BYTES).putLong(length).array());
        }
        out.write(payload, 0, length);
    }
}

package dev.archon.simulator.recording;

import io.netty.buffer.ByteBuf;
import java.nio.ByteBuffer;
import java.util.function.Consumer;

/**
 * Reads the WebSocket frames of a stream that comes in pieces of any size. It does not check the protocol: a violation is
 * no error here, and a frame that is too large takes no more memory than any other.
 */
final class WireFrameReader {

    private static final int FIN = 0x80;
    private static final int MASKED = 0x80;
    private static final int MASK_BYTES = 4;
    private static final int SIXTEEN_BITS_FOLLOW = 126;
    private static final int SIXTY_FOUR_BITS_FOLLOW = 127;

    private final int limit;
    private final Consumer<WireFrame> out;

    private final byte[] header = new byte[2 + Long.BYTES + MASK_BYTES];
    private int headerBytes;
    private byte[] payload = {};
    private long payloadBytes;
    private long length = -1;

    /**
     * Makes a reader.
     *
     * @param limit the longest payload that is kept, in bytes
     * @param out receives each frame when its last byte has come
     */
    WireFrameReader(int limit, Consumer<WireFrame> out) {
        this.limit = limit;
        this.out = out;
    }

    /** Reads all bytes of a buffer, without moving its indexes. */
    void read(ByteBuf buffer) {
        ByteBuf in = buffer.duplicate();
        while (in.isReadable()) {
            if (length < 0) {
                readHeader(in);
            } else {
                readPayload(in);
            }
            if (length >= 0 && payloadBytes == length) {
                finish();
            }
        }
    }

    private void readHeader(ByteBuf in) {
        header[headerBytes++] = in.readByte();
        if (headerBytes < 2 || headerBytes < 2 + lengthBytes() + maskBytes()) {
            return;
        }
        ByteBuffer extended = ByteBuffer.wrap(header, 2, Long.BYTES);
        int seven = header[1] & 0x7F;
        long announced = switch (seven) {
            case SIXTEEN_BITS_FOLLOW -> extended.getShort() & 0xFFFF;
            case SIXTY_FOUR_BITS_FOLLOW -> extended.getLong();
            default -> seven;
        };
        // The highest bit must not be set; a length with it is treated as endless.
        length = announced < 0 ? Long.MAX_VALUE : announced;
        payloadBytes = 0;
        payload = new byte[length > limit ? 0 : (int) length];
    }

    private void readPayload(ByteBuf in) {
        int available = (int) Math.min(in.readableBytes(), length - payloadBytes);
        if (length > limit) {
            in.skipBytes(available);
        } else {
            in.readBytes(payload, (int) payloadBytes, available);
        }
        payloadBytes += available;
    }

    private void finish() {
        boolean fin = (header[0] & FIN) != 0;
        int rsv = header[0] >> 4 & 0x7;
        int opcode = header[0] & 0xF;
        if (length > limit) {
            out.accept(WireFrame.omitted(fin, rsv, opcode, length));
        } else {
            unmask();
            out.accept(WireFrame.of(fin, rsv, opcode, payload));
        }
        headerBytes = 0;
        length = -1;
        payload = new byte[0];
    }

    private void unmask() {
        if (maskBytes() > 0) {
            int maskAt = 2 + lengthBytes();
            for (int i = 0; i < payload.length; i++) {
                payload[i] ^= header[maskAt + i % MASK_BYTES];
            }
        }
    }

    private int lengthBytes() {
        return switch (header[1] & 0x7F) {
            case SIXTEEN_BITS_FOLLOW -> Short.BYTES;
            case SIXTY_FOUR_BITS_FOLLOW -> Long.BYTES;
            default -> 0;
        };
    }

    private int maskBytes() {
        return (header[1] & MASKED) == 0 ? 0 : MASK_BYTES;
    }
}

package dev.archon.simulator.conformance;

import java.io.ByteArrayOutputStream;
import java.util.function.BiConsumer;

/** Reads the frames of one direction of a WebSocket from bytes in pieces of any length. Judges nothing: it reads what comes. */
final class FrameParser {

    /** How many bytes of a payload are kept. */
    static final int KEPT = 4096;

    private static final int SHORT = 126;
    private static final int LONG = 127;

    private final BiConsumer<FrameHeader, byte[]> frames;
    private final byte[] head = new byte[14];
    private int headLength;
    private FrameHeader header = new FrameHeader(true, 0, 0, false, 0, 0, true);
    private boolean inPayload;
    private long payloadRead;
    private final ByteArrayOutputStream kept = new ByteArrayOutputStream();

    /**
     * Makes a parser.
     *
     * @param frames is told of each complete frame, with as much of its unmasked payload as is kept
     */
    FrameParser(BiConsumer<FrameHeader, byte[]> frames) {
        this.frames = frames;
    }

    void read(byte[] bytes, int offset, int end) {
        int at = offset;
        while (at < end) {
            if (!inPayload) {
                head[headLength++] = bytes[at++];
                if (headLength >= 2 && headLength == headSize()) {
                    begin();
                }
            } else {
                int take = (int) Math.min(end - at, header.length() - payloadRead);
                keep(bytes, at, take);
                at += take;
                payloadRead += take;
                endIfComplete();
            }
        }
    }

    private int headSize() {
        int length = head[1] & 0x7F;
        int extended = length == SHORT ? 2 : length == LONG ? 8 : 0;
        return 2 + extended + ((head[1] & 0x80) != 0 ? 4 : 0);
    }

    private void begin() {
        boolean masked = (head[1] & 0x80) != 0;
        int sevenBits = head[1] & 0x7F;
        long length = sevenBits;
        if (sevenBits == SHORT) {
            length = number(2, 2);
        } else if (sevenBits == LONG) {
            // The highest bit must be 0; a length with it would never end here, and nothing of it is kept.
            length = number(2, 8) & Long.MAX_VALUE;
        }
        header = new FrameHeader(
                (head[0] & 0x80) != 0,
                (head[0] >> 4) & 7,
                head[0] & 15,
                masked,
                masked ? (int) number(headLength - 4, 4) : 0,
                length,
                sevenBits < SHORT || (sevenBits == SHORT && length >= SHORT) || length > 0xFFFF);
        inPayload = true;
        payloadRead = 0;
        kept.reset();
        endIfComplete();
    }

    private long number(int from, int bytes) {
        long value = 0;
        for (int i = from; i < from + bytes; i++) {
            value = (value << 8) | (head[i] & 0xFF);
        }
        return value;
    }

    private void keep(byte[] bytes, int from, int count) {
        for (int i = 0; i < count && kept.size() < KEPT; i++) {
            int shift = 24 - 8 * (int) ((payloadRead + i) & 3);
            kept.write(bytes[from + i] ^ (header.masked() ? header.maskKey() >> shift : 0));
        }
    }

    private void endIfComplete() {
        if (payloadRead == header.length()) {
            inPayload = false;
            headLength = 0;
            frames.accept(header, kept.toByteArray());
        }
    }
}

package dev.archon.simulator.recording;

import java.util.Arrays;

/** One WebSocket frame as it was on the wire (RFC 6455, section 5.2), without its mask. */
public final class WireFrame {

    /** The opcode of a continuation. */
    public static final int CONTINUATION = 0x0;

    /** The opcode of a text message's first frame. */
    public static final int TEXT = 0x1;

    /** The opcode of a close frame. */
    public static final int CLOSE = 0x8;

    /** The opcode of a pong. */
    public static final int PONG = 0xA;

    private static final byte[] NOTHING = {};

    private final boolean fin;
    private final int rsv;
    private final int opcode;
    private final byte[] payload;
    private final long omitted;

    private WireFrame(boolean fin, int rsv, int opcode, byte[] payload, long omitted) {
        this.fin = fin;
        this.rsv = rsv;
        this.opcode = opcode;
        this.payload = payload;
        this.omitted = omitted;
    }

    /**
     * Makes a frame.
     *
     * @param fin whether it is the last of its message
     * @param rsv the three reserved bits, as a number
     * @param opcode its opcode
     * @param payload its payload; not copied
     * @return the frame
     */
    public static WireFrame of(boolean fin, int rsv, int opcode, byte[] payload) {
        return new WireFrame(fin, rsv, opcode, payload, 0);
    }

    WireFrame with(byte[] otherPayload, boolean last) {
        return new WireFrame(last, rsv, opcode, otherPayload, 0);
    }

    WireFrame withoutPayload() {
        return omitted(fin, rsv, opcode, length());
    }

    static WireFrame omitted(boolean fin, int rsv, int opcode, long bytes) {
        return new WireFrame(fin, rsv, opcode, NOTHING, bytes);
    }

    /**
     * Whether it is the last frame of its message.
     *
     * @return the FIN bit
     */
    public boolean fin() {
        return fin;
    }

    /**
     * The reserved bits.
     *
     * @return 0 to 7
     */
    public int rsv() {
        return rsv;
    }

    /**
     * The opcode.
     *
     * @return 0 to 15
     */
    public int opcode() {
        return opcode;
    }

    /**
     * The payload.
     *
     * @return the bytes, not a copy; none if they were {@linkplain #omitted() omitted}
     */
    public byte[] payload() {
        return payload;
    }

    /**
     * The length of a payload that is not kept.
     *
     * @return 0 if the payload is kept
     */
    public long omitted() {
        return omitted;
    }

    /**
     * The length of the payload, whether it is kept or not.
     *
     * @return its length in bytes
     */
    public long length() {
        return payload.length + omitted;
    }

    boolean isControl() {
        return opcode >= CLOSE;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof WireFrame that
                && fin == that.fin
                && rsv == that.rsv
                && opcode == that.opcode
                && omitted == that.omitted
                && Arrays.equals(payload, that.payload);
    }

    @Override
    public int hashCode() {
        return 31 * opcode + Arrays.hashCode(payload);
    }

    @Override
    public String toString() {
        return "WireFrame[fin=" + fin + ", rsv=" + rsv + ", opcode=" + opcode + ", length=" + length() + "]";
    }
}

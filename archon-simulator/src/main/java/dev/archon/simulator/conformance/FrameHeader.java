package dev.archon.simulator.conformance;

/**
 * What the header of a WebSocket frame says (RFC 6455, section 5.2).
 *
 * @param fin whether it ends its message
 * @param reserved the reserved bits, 0 to 7
 * @param opcode the opcode, 0 to 15
 * @param masked whether the payload is masked
 * @param maskKey the masking key; 0 if there is none
 * @param length the length of the payload in bytes
 * @param minimal whether the length is written in as few bytes as possible
 */
public record FrameHeader(
        boolean fin, int reserved, int opcode, boolean masked, int maskKey, long length, boolean minimal) {

    static final int CONTINUATION = 0;
    static final int TEXT = 1;
    static final int BINARY = 2;
    static final int CLOSE = 8;
    static final int PING = 9;
    static final int PONG = 10;

    /** The longest payload of a control frame (RFC 6455, section 5.5). */
    static final int MAX_CONTROL = 125;

    /**
     * Returns whether it is the header of a control frame.
     *
     * @return whether it is a close frame, a ping, a pong, or reserved for one
     */
    public boolean isControl() {
        return opcode >= CLOSE;
    }

    /**
     * Returns whether it begins a text message.
     *
     * @return whether its opcode is that of text
     */
    public boolean isText() {
        return opcode == TEXT;
    }

    boolean isKnown() {
        return opcode <= BINARY || (opcode >= CLOSE && opcode <= PONG);
    }

    /**
     * Returns what the kind of frame is called.
     *
     * @return for example {@code ping}
     */
    public String name() {
        return switch (opcode) {
            case CONTINUATION -> "continuation";
            case TEXT -> "text";
            case BINARY -> "binary";
            case CLOSE -> "close";
            case PING -> "ping";
            case PONG -> "pong";
            default -> "opcode " + opcode;
        };
    }
}

package dev.archon.client.internal.frame;

import dev.archon.protocol.scan.Utf8;

/** The fragments of a message that have come so far (RFC 6455, section 5.4). */
final class Fragments {

    private final GrowingBytes bytes = new GrowingBytes();
    private int checked;
    private int opcode = FrameHeader.CONTINUATION;
    private boolean compressed;

    /** Whether a message has begun and is not complete. */
    boolean isOpen() {
        return opcode != FrameHeader.CONTINUATION;
    }

    /** How many bytes there are. */
    int length() {
        return bytes.length();
    }

    byte[] array() {
        return bytes.array();
    }

    int opcode() {
        return opcode;
    }

    boolean isCompressed() {
        return compressed;
    }

    void begin(int messageOpcode, boolean messageCompressed) {
        opcode = messageOpcode;
        compressed = messageCompressed;
    }

    void append(byte[] payload, int from, int count, int most) {
        bytes.append(payload, from, count, most);
    }

    /**
     * Whether what has come may be text: so what is wrong shows at once, not when the message is complete.
     *
     * @param last whether nothing follows
     */
    boolean isText(boolean last) {
        int malformed = Utf8.firstMalformed(bytes.array(), checked, bytes.length());
        if (malformed < 0) {
            checked = bytes.length();
            return true;
        }
        checked = malformed;
        return !last && Utf8.isCutOff(bytes.array(), malformed, bytes.length());
    }

    /** Forgets the bytes of a message that goes on. */
    void drop() {
        bytes.clear();
        checked = 0;
    }

    void clear() {
        bytes.clear();
        checked = 0;
        opcode = FrameHeader.CONTINUATION;
        compressed = false;
    }
}

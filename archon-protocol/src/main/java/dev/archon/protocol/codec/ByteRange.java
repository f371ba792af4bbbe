package dev.archon.protocol.codec;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** The forms in which a message may be handed in, and out, brought to one: a range of a byte array. */
@SuppressWarnings("ArrayRecordComponent") // never compared, only taken apart
record ByteRange(byte[] bytes, int offset, int length) {

    /** Takes the rest of a buffer, without moving its position, and without a copy where the buffer has an array. */
    static ByteRange of(ByteBuffer buffer) {
        if (buffer.hasArray()) {
            return new ByteRange(buffer.array(), buffer.arrayOffset() + buffer.position(), buffer.remaining());
        }
        byte[] copy = new byte[buffer.remaining()];
        buffer.duplicate().get(copy);
        return new ByteRange(copy, 0, copy.length);
    }

    /** Half of a surrogate pair has no bytes in UTF-8; putting a question mark there would hide what is wrong. */
    static ByteRange of(String text) throws ProtocolException {
        CharBuffer chars = CharBuffer.wrap(text);
        try {
            ByteBuffer buffer = StandardCharsets.UTF_8.newEncoder().encode(chars);
            return new ByteRange(buffer.array(), buffer.arrayOffset(), buffer.remaining());
        } catch (CharacterCodingException e) {
            long before = text.substring(0, chars.position()).getBytes(StandardCharsets.UTF_8).length;
            throw new ProtocolException(null, null, before, "half of a surrogate pair");
        }
    }

    /** Copies an encoded message into a caller's array. */
    static int put(byte[] message, byte[] target, int offset) {
        System.arraycopy(message, 0, target, offset, message.length);
        return message.length;
    }
}

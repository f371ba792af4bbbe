package dev.archon.protocol.scan;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/** UTF-8 against the JDK's decoder, for every beginning of a sequence and every character there is. */
class Utf8Test {

    private final CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();

    @Test
    void agreesOnEveryPairOfBytesWithAnyNumberOfContinuations() {
        byte[][] ends = {{}, {(byte) 0x80}, {(byte) 0xBF, (byte) 0x80}, {(byte) 0x80, 'a'}, {'a', (byte) 0x80}};
        for (int pair = 0; pair < 1 << 16; pair++) {
            for (byte[] end : ends) {
                byte[] bytes = new byte[2 + end.length];
                bytes[0] = (byte) (pair >> 8);
                bytes[1] = (byte) pair;
                System.arraycopy(end, 0, bytes, 2, end.length);
                int expected = decoderStopsAt(bytes);
                assertEquals(
                        expected,
                        Utf8.firstMalformed(bytes, 0, bytes.length),
                        () -> HexFormat.of().formatHex(bytes));
            }
        }
    }

    @Test
    void decodesEveryCharacter() {
        for (int code = 0; code <= Character.MAX_CODE_POINT; code++) {
            if (code < Character.MIN_SURROGATE || code > Character.MAX_SURROGATE) {
                String text = Character.toString(code);
                byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
                char[] characters = new char[bytes.length];
                assertEquals(text, new String(characters, 0, Utf8.decode(bytes, 0, bytes.length, characters)));
            }
        }
    }

    private int decoderStopsAt(byte[] bytes) {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        decoder.reset().decode(in, CharBuffer.allocate(bytes.length), true);
        return in.hasRemaining() ? in.position() : -1;
    }
}

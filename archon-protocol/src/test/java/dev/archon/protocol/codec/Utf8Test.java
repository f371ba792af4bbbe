package dev.archon.protocol.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/** The check of UTF-8 against the JDK's decoder, for every beginning of a sequence there is. */
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

    private int decoderStopsAt(byte[] bytes) {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        decoder.reset().decode(in, CharBuffer.allocate(bytes.length), true);
        return in.hasRemaining() ? in.position() : -1;
    }
}

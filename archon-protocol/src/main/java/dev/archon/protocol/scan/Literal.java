package dev.archon.protocol.scan;

import dev.archon.protocol.internal.Swar;
import java.nio.charset.StandardCharsets;

/**
 * A piece of JSON that is compared with messages in three words, of which the second and the third may begin within the
 * one before. A record, because the JIT takes the fields of a constant one as constants.
 *
 * @param length how many bytes it has
 * @param middleAt where its second word begins
 * @param first its first word
 * @param middle its second word
 * @param last its last word
 */
record Literal(int length, int middleAt, long first, long middle, long last) {

    static final int LEAST = Long.BYTES;
    static final int MOST = 3 * Long.BYTES;

    /** Makes one of ASCII, {@value #LEAST} to {@value #MOST} bytes long. */
    static Literal of(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        int length = bytes.length;
        if (length < LEAST || length > MOST) {
            throw new IllegalArgumentException(length + " bytes");
        }
        int lastAt = length - Long.BYTES;
        int middleAt = Math.min(Long.BYTES, lastAt);
        return new Literal(length, middleAt, Swar.get(bytes, 0), Swar.get(bytes, middleAt), Swar.get(bytes, lastAt));
    }

    /** Whether it stands at an index of a message that ends at another. */
    boolean isAt(byte[] bytes, int from, int to) {
        return from + length <= to
                && ((Swar.get(bytes, from) ^ first)
                                | (Swar.get(bytes, from + middleAt) ^ middle)
                                | (Swar.get(bytes, from + length - Long.BYTES) ^ last))
                        == 0;
    }
}

package dev.archon.protocol.codec;

import dev.archon.protocol.scan.Utf8;
import java.io.IOException;
import java.io.Reader;

/** Decodes a message that has been checked, without a copy of it. */
final class Utf8Reader extends Reader {

    /** Room for the longest sequence: its bytes are more than its characters. */
    private static final int LEAST_ROOM = 4;

    private final byte[] bytes;
    private final int to;
    private int position;

    Utf8Reader(byte[] bytes, int from, int to) {
        this.bytes = bytes;
        this.position = from;
        this.to = to;
    }

    @Override
    public int read(char[] target, int offset, int length) throws IOException {
        if (position == to) {
            return -1;
        }
        if (length < LEAST_ROOM) {
            throw new IOException("a buffer of " + length + " characters is too small; " + LEAST_ROOM + " are needed");
        }
        int end = to;
        if (to - position > length) {
            end = position + length;
            while (Utf8.isContinuation(bytes[end])) {
                end--;
            }
        }
        int characters = Utf8.decode(bytes, position, end, target, offset);
        position = end;
        return characters;
    }

    @Override
    public void close() {
        // There is nothing to release.
    }
}

package dev.archon.simulator.recording;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Reads the lines of a recording's file, one at a time. Each is decoded by itself, so that a file that ends in the middle
 * of a character loses only its last line.
 */
final class RecordingLines implements AutoCloseable {

    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private final InputStream file;
    private final byte[] chunk = new byte[1 << 16];
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private int position;
    private int limit;
    private boolean terminated;
    private int number;

    RecordingLines(Path path) throws IOException {
        file = Files.newInputStream(path);
    }

    /** Moves to the next line; false at the end of the file. */
    boolean next() throws IOException {
        line.reset();
        terminated = false;
        while (!terminated && fill()) {
            int end = position;
            while (end < limit && chunk[end] != '\n') {
                end++;
            }
            line.write(chunk, position, end - position);
            terminated = end < limit;
            position = terminated ? end + 1 : end;
        }
        boolean found = terminated || line.size() > 0;
        number += found ? 1 : 0;
        return found;
    }

    private boolean fill() throws IOException {
        if (position == limit) {
            position = 0;
            limit = Math.max(0, file.read(chunk));
        }
        return position < limit;
    }

    /** The number of the line, from 1. */
    int number() {
        return number;
    }

    /** Whether a line break ends the line; only the last line may lack one. */
    boolean isTerminated() {
        return terminated;
    }

    /** The line without its line break, and the first one without a byte order mark. */
    String text() throws CharacterCodingException {
        String text = StandardCharsets.UTF_8
                .newDecoder()
                .decode(ByteBuffer.wrap(line.toByteArray()))
                .toString();
        return number == 1 && text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}

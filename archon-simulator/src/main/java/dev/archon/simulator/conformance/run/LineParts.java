package dev.archon.simulator.conformance.run;

import java.io.IOException;
import java.io.Reader;
import java.util.function.Consumer;

/** Reads lines of bounded length. */
final class LineParts {

    private LineParts() {}

    /**
     * Reads to the end.
     *
     * @param text where lines end with a line feed, a carriage return or both
     * @param longest a longer line is cut into parts of this many characters
     * @param out receives each line or part that is not empty
     */
    static void read(Reader text, int longest, Consumer<String> out) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = text.read(); next >= 0; next = text.read()) {
            boolean isEnd = next == '\n' || next == '\r';
            if (!isEnd) {
                line.append((char) next);
            }
            if ((isEnd && !line.isEmpty()) || line.length() == longest) {
                out.accept(line.toString());
                line.setLength(0);
            }
        }
        if (!line.isEmpty()) {
            out.accept(line.toString());
        }
    }
}

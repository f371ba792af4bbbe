package dev.archon.simulator;

import java.util.ArrayDeque;
import java.util.Deque;

/** The last log messages of a server's console, encoded, for those who connect later. */
final class History {

    private final int limit;
    private final Deque<byte[]> lines = new ArrayDeque<>();

    History(int limit) {
        this.limit = limit;
    }

    void add(byte[] message) {
        if (limit == 0) {
            return;
        }
        if (lines.size() == limit) {
            lines.removeFirst();
        }
        lines.addLast(message);
    }

    void replay(BlockWriter out) {
        lines.forEach(line -> out.text(line, true));
    }
}

package dev.archon.simulator;

import java.util.ArrayDeque;
import java.util.Deque;

/** The last messages of a server's console, encoded, for those who connect later. */
final class History {

    private final int limit;
    private final Deque<Message> messages = new ArrayDeque<>();
    private int lines;

    /**
     * Makes an empty history.
     *
     * @param limit how many lines are kept
     */
    History(int limit) {
        this.limit = limit;
    }

    /** Adds a line. */
    void add(byte[] log) {
        if (limit == 0) {
            return;
        }
        if (lines == limit) {
            removeFirstLine();
        }
        lines++;
        messages.addLast(new Message(log, true));
    }

    /** Adds what was told beside the last line, and is forgotten with it. */
    void addBeside(byte[] record) {
        if (lines > 0) {
            messages.addLast(new Message(record, false));
        }
    }

    void replay(BlockWriter out) {
        messages.forEach(message -> out.text(message.bytes, message.line));
    }

    private void removeFirstLine() {
        messages.removeFirst();
        while (!messages.isEmpty() && !messages.getFirst().line) {
            messages.removeFirst();
        }
        lines--;
    }

    private static final class Message {

        private final byte[] bytes;
        private final boolean line;

        Message(byte[] bytes, boolean line) {
            this.bytes = bytes;
            this.line = line;
        }
    }
}

package dev.archon.simulator;

import java.util.ArrayDeque;
import java.util.Deque;

/** The last messages of a server's console, encoded, for those who connect later. Bounded in lines and in bytes. */
final class History {

    /** A thousand lines have some 150 KiB. */
    private static final long MOST_BYTES = 4 << 20;

    private final int limit;
    private final long mostBytes;
    private final Deque<Message> messages = new ArrayDeque<>();
    private int lines;
    private long bytes;

    /**
     * Makes an empty history.
     *
     * @param limit how many lines are kept
     * @param room how many bytes a client may be sent at once, in any case
     */
    History(int limit, long room) {
        this.limit = limit;
        this.mostBytes = Math.min(MOST_BYTES, room);
    }

    /** Adds a line. One that leaves no room for others is not kept. */
    void add(byte[] log) {
        if (limit == 0 || log.length > mostBytes / 4) {
            return;
        }
        if (lines == limit) {
            removeFirstLine();
        }
        lines++;
        add(log, true);
    }

    /** Adds what was told beside the last line, and is forgotten with it. Most often that is one record for each line. */
    void addBeside(byte[] record) {
        if (lines > 0 && messages.size() < 2L * limit && record.length <= mostBytes / 4) {
            add(record, false);
        }
    }

    void replay(BlockWriter out) {
        messages.forEach(message -> out.text(message.bytes, message.line));
    }

    private void add(byte[] message, boolean line) {
        messages.addLast(new Message(message, line));
        bytes += message.length;
        while (bytes > mostBytes) {
            removeFirstLine();
        }
    }

    private void removeFirstLine() {
        do {
            bytes -= messages.removeFirst().bytes.length;
        } while (!messages.isEmpty() && !messages.getFirst().line);
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

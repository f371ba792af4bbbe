package dev.archon.examples.kafka;

import java.util.ArrayList;
import java.util.List;

/**
 * Numbers the lines of a server that a backend has taken over, so that they go on where its predecessor has stopped.
 *
 * <p>What comes first on a new connection is the history, whose lines the predecessor may have written. So lines are kept back
 * until the history is over. Then those that its tail ends with are left out, and what follows is numbered. If the tail is not
 * found, lines may be missing: all are passed on, and one number is left out before them.
 *
 * <p>Used by one thread at a time.
 */
final class LineCounter {

    /** So many lines of a history are kept back. */
    static final int MOST = 10_000;

    /** Receives the lines with their numbers. */
    interface Sink {

        /** Receives the next line. */
        void write(long number, String line);
    }

    private final long[] tail;
    private final Sink sink;
    private final List<String> history = new ArrayList<>();
    private boolean settled;
    private long next;

    /**
     * Begins where a tail ends.
     *
     * @param tail how far the predecessor has written
     * @param sink receives the lines
     */
    LineCounter(Tail tail, Sink sink) {
        this.tail = tail.hashes();
        this.next = tail.next();
        this.settled = tail.isEmpty();
        this.sink = sink;
    }

    /** Takes the next line that the server has sent. */
    void line(String line) {
        if (settled) {
            sink.write(next++, line);
            return;
        }
        history.add(line);
        if (history.size() == MOST) {
            settle();
        }
    }

    /** Notes that the history of the connection is over. */
    void historyEnd() {
        if (!settled) {
            settle();
        }
    }

    /** Notes that lines may be missing here, between two connections of this backend. */
    void gap() {
        historyEnd();
        next++;
    }

    private void settle() {
        settled = true;
        int from = newFrom(tail, history.stream().mapToLong(Tail::hash).toArray());
        if (from < 0) {
            next++;
        }
        history.subList(Math.max(0, from), history.size()).forEach(this::line);
        history.clear();
    }

    /**
     * Finds where the lines begin that follow a tail.
     *
     * <p>The history ends with the tail's last line or later. So either all of the tail stands in it, or it begins within the
     * tail. Of several places the last one is taken, so that a server that repeats itself is not written twice.
     *
     * @param tail the hashes of the last lines that were written, at least one
     * @param history the hashes of the lines that the server has sent
     * @return the index of the first new line, which may be the number of lines; -1 if the tail is not found
     */
    static int newFrom(long[] tail, long[] history) {
        for (int end = history.length; end > 0; end--) {
            if (endsWith(history, end, tail)) {
                return end;
            }
        }
        return -1;
    }

    /** Whether the tail ends before that index, as far back as the history goes. */
    private static boolean endsWith(long[] history, int end, long[] tail) {
        int compared = Math.min(end, tail.length);
        for (int i = 1; i <= compared; i++) {
            if (history[end - i] != tail[tail.length - i]) {
                return false;
            }
        }
        return true;
    }
}

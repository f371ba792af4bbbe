package dev.archon.client.internal.dispatch;

import dev.archon.protocol.console.ConsoleLine;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * The last lines of a console, within bounds: always an unbroken end of what has been added. Safe on any thread.
 *
 * <p>The bytes of a line are what it may keep alive: two for each UTF-16 unit of its text and of the names it holds, and
 * {@value #OBJECTS} for its objects.
 */
final class RecentLines {

    private static final int OBJECTS = 128;

    private final int maxLines;
    private final long maxBytes;
    private final Deque<ConsoleLine> lines = new ArrayDeque<>();
    private long bytes;

    RecentLines(int maxLines, long maxBytes) {
        this.maxLines = maxLines;
        this.maxBytes = maxBytes;
    }

    synchronized void add(List<ConsoleLine> added) {
        for (ConsoleLine line : added) {
            lines.add(line);
            bytes += size(line);
            while (lines.size() > maxLines || bytes > maxBytes) {
                bytes -= size(lines.remove());
            }
        }
    }

    synchronized List<ConsoleLine> get() {
        return List.copyOf(lines);
    }

    private static long size(ConsoleLine line) {
        long units = (long) line.text().length()
                + line.loggerName().orElse("").length()
                + line.threadName().orElse("").length();
        return OBJECTS + 2 * units;
    }
}

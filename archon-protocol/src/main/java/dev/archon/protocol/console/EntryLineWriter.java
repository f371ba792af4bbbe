package dev.archon.protocol.console;

import dev.archon.protocol.codec.Log4jLine;

/**
 * Writes the lines of {@code log4j} messages in UTF-8, as {@link ConsoleFormat} makes them of events, without an object
 * for a message, a line or a part of one. Not for use by several threads.
 *
 * <p>The text before an entry's first line has its time of day, which is the same for a second. So it is made once for
 * each second that differs from the one before.
 */
public final class EntryLineWriter {

    /** What stands around the thread and the level: {@code "[/]: "}. */
    private static final int AROUND_NAMES = 5;

    private static final long MILLIS = 1_000;

    private final ConsoleFormat format;
    private final byte[] time = new byte[ConsoleFormat.TIME_LENGTH];
    private long second;
    private boolean knowsTime;

    /**
     * Makes a writer.
     *
     * @param format has the time zone
     */
    public EntryLineWriter(ConsoleFormat format) {
        this.format = format;
    }

    /**
     * The format that times are shown in.
     *
     * @return what was given to the constructor
     */
    public ConsoleFormat format() {
        return format;
    }

    /**
     * How much room the lines of an entry take at most.
     *
     * @param entry the entry
     * @return the number of bytes
     */
    public static int room(Log4jLine entry) {
        return ConsoleFormat.TIME_LENGTH + AROUND_NAMES + entry.length();
    }

    /**
     * Writes the lines of an entry. There may be bytes between them that belong to none.
     *
     * @param entry has been read, and is not changed
     * @param target has {@link #room} for the lines
     * @param at where to begin
     * @param lines takes each line in its order, as indexes of the target
     * @return where the last line ends
     * @throws IndexOutOfBoundsException if there is no room
     */
    public int write(Log4jLine entry, byte[] target, int at, LineSplitter.LineRange lines) {
        int text = putPrefix(entry, target, at);
        int end = putMessage(entry, target, text);
        if (!entry.mayMessageHoldControls()) {
            if (end > at) {
                lines.line(at, end);
            }
        } else {
            int next = lineEnd(target, text, end);
            if (next > at) {
                lines.line(at, next);
            }
            LineSplitter.split(target, next, end, lines);
        }
        int trace = entry.putThrowable(target, end);
        LineSplitter.split(target, end, trace, lines);
        return trace;
    }

    private int putPrefix(Log4jLine entry, byte[] target, int at) {
        int i = at;
        if (entry.isTimed()) {
            putTime(entry.timestampMillis(), target, at);
            i += time.length;
        }
        // The bracket is written over if neither the thread nor the level follows.
        int names = i + 1;
        int thread = entry.putThreadName(target, names);
        int slash = thread > names ? 1 : 0;
        int level = entry.putLevel(target, thread + slash);
        if (level == thread + slash) {
            level = thread;
        } else if (slash > 0) {
            target[thread] = '/';
        }
        if (level == names) {
            return i;
        }
        target[i] = '[';
        target[level] = ']';
        target[level + 1] = ':';
        target[level + 2] = ' ';
        return level + 3;
    }

    private void putTime(long millis, byte[] target, int at) {
        long of = Math.floorDiv(millis, MILLIS);
        if (of != second || !knowsTime) {
            format.putTime(millis, time, 0);
            second = of;
            knowsTime = true;
        }
        System.arraycopy(time, 0, target, at, time.length);
    }

    /** Writes the message without the white space around it. */
    private static int putMessage(Log4jLine entry, byte[] target, int at) {
        int end = LineSplitter.trimEnd(target, at, entry.putMessage(target, at));
        int start = LineSplitter.trimStart(target, at, end);
        if (start > at) {
            System.arraycopy(target, start, target, at, end - start);
        }
        return end - (start - at);
    }

    private static int lineEnd(byte[] text, int from, int to) {
        int i = from;
        while (i < to && text[i] != '\n' && text[i] != '\r') {
            i++;
        }
        return i;
    }
}

package dev.archon.client.internal.relay;

import dev.archon.protocol.console.ConsoleFormat;
import dev.archon.protocol.event.Log4jEvent;
import dev.archon.protocol.event.LogEvent;
import dev.archon.protocol.event.LogStream;
import dev.archon.protocol.scan.EntryLineWriter;
import dev.archon.protocol.scan.LineSplitter;
import dev.archon.protocol.scan.Log4jLine;
import dev.archon.protocol.scan.LogLine;
import io.netty.util.concurrent.FastThreadLocal;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.util.Arrays;

/**
 * Notes where the lines of one read lie, for as long as that read is handled.
 *
 * <p>Belongs to an event loop, so that connections cost nothing: one read after the other uses it. Lines stay in the array
 * they were read in; those with escapes, and those from another array, are copied into one of its own.
 */
public final class LineCollector {

    private static final FastThreadLocal<LineCollector> LOCAL = new FastThreadLocal<>() {
        @Override
        protected LineCollector initialValue() {
            return new LineCollector();
        }
    };

    private static final int FIRST_LINES = 64;
    private static final int FIRST_COPIED = 4 * 1024;

    /** No more than that is copied before it is delivered, unless a line is larger. */
    private static final int MAX_KEPT = 1 << 20;

    /** More than an uncompressed read can bring. */
    private static final int MAX_LINES = 1 << 14;

    private static final byte[] EMPTY = {};

    private byte[] window = EMPTY;
    private int windowEnd;
    private byte[] copied = EMPTY;
    private int copiedLength;

    /** For each line its offset and its length. The offset of one that has been copied has its bits inverted. */
    private int[] places = new int[2 * FIRST_LINES];

    private LogStream[] streams = new LogStream[FIRST_LINES];
    private int size;

    /** The stream of what is being split into lines at this moment. */
    private LogStream splitting = LogStream.UNKNOWN;

    /** Notes what has been copied. Made once, so that no object is made for each message. */
    private final LineSplitter.LineRange noting = (from, to) -> note(~from, to - from, splitting);

    /** Notes what lies in the array that does not change. */
    private final LineSplitter.LineRange notingInWindow = (from, to) -> {
        windowEnd = to;
        note(from, to - from, LogStream.UNKNOWN);
    };

    /** For the client whose lines came last. */
    private ConsoleFormat formatOfEntries = ConsoleFormat.in(ZoneOffset.UTC);

    private EntryLineWriter entries = writer(formatOfEntries);

    private LineCollector() {}

    private static EntryLineWriter writer(ConsoleFormat format) {
        return new EntryLineWriter(format.zone().getRules());
    }

    /**
     * The one of this thread.
     *
     * @return the collector; empty, if each user empties it by {@link #deliver}
     */
    public static LineCollector current() {
        return LOCAL.get();
    }

    /**
     * Begins to note lines, after those before have been delivered.
     *
     * @param stable an array that will not change until {@link #deliver}
     */
    public void begin(byte[] stable) {
        clear();
        window = stable;
    }

    /**
     * Notes the lines of a message.
     *
     * @param line the message; copied unless it lies in the array that does not change
     */
    public void add(LogLine line) {
        if (line.array() == window) {
            // Line ends are escaped in a message, so that it cannot hold any where it has no escapes.
            if (line.length() > 0) {
                windowEnd = line.offset() + line.length();
                note(line.offset(), line.length(), line.stream());
            }
        } else {
            split(line.array(), line.offset(), line.offset() + line.length(), line.stream());
        }
    }

    /**
     * Notes the lines of a message that came in an unusual form.
     *
     * @param event the message
     */
    public void add(LogEvent event) {
        byte[] text = event.message().getBytes(StandardCharsets.UTF_8);
        split(text, 0, text.length, event.streamValue());
    }

    /**
     * Notes the lines of an entry of the game's logger.
     *
     * @param entry the message. Its lines are copied, but for the one of an entry in the array that does not change, of which
     *     names and time are written over
     * @param format has the time zone
     */
    public void add(Log4jLine entry, ConsoleFormat format) {
        if (formatOfEntries != format) {
            formatOfEntries = format;
            entries = writer(format);
        }
        if (entries.writeInPlace(entry, window, notingInWindow)) {
            return;
        }
        splitting(LogStream.UNKNOWN);
        makeRoom(EntryLineWriter.room(entry));
        copiedLength = entries.write(entry, copied, copiedLength, noting);
    }

    /**
     * Notes the lines of an entry of the game's logger that came in an unusual form.
     *
     * @param entry the entry
     * @param format makes its lines
     */
    public void add(Log4jEvent entry, ConsoleFormat format) {
        splitting(LogStream.UNKNOWN);
        format.lines(entry, line -> {
            byte[] text = line.text().getBytes(StandardCharsets.UTF_8);
            int start = copiedLength;
            copy(text, 0, text.length);
            noting.line(start, copiedLength);
        });
    }

    private void split(byte[] text, int from, int to, LogStream stream) {
        int start = copiedLength;
        copy(text, from, to - from);
        splitting(stream);
        LineSplitter.split(copied, start, copiedLength, noting);
    }

    /**
     * Whether there is so much that the lines are better given before there are more: a read of compressed messages brings
     * more than is kept, and very many lines if they are short.
     *
     * @return whether to {@link #deliver}
     */
    public boolean isFull() {
        return copiedLength > MAX_KEPT / 2 || size >= MAX_LINES;
    }

    /**
     * Gives the lines to relays, and forgets them.
     *
     * @param relays who gets them; nobody is told of nothing
     */
    public void deliver(LogRelays relays) {
        if (size == 0) {
            // Text without a line may have been copied nonetheless.
            clear();
            return;
        }
        CollectedLines lines = new CollectedLines(this);
        try {
            relays.give(lines);
        } finally {
            lines.end();
            clear();
        }
    }

    /** Forgets the lines. */
    public void clear() {
        size = 0;
        copiedLength = 0;
        windowEnd = 0;
        window = EMPTY;
        if (copied.length > MAX_KEPT) {
            copied = EMPTY;
        }
        if (streams.length > 2 * MAX_LINES) {
            // The arrays of a message with very many lines are not kept for the rest of the connection.
            places = new int[2 * FIRST_LINES];
            streams = new LogStream[FIRST_LINES];
        }
    }

    int size() {
        return size;
    }

    LogStream stream(int index) {
        return streams[index];
    }

    boolean isCopied(int index) {
        return places[2 * index] < 0;
    }

    int offset(int index) {
        int offset = places[2 * index];
        return offset < 0 ? ~offset : offset;
    }

    int length(int index) {
        return places[2 * index + 1];
    }

    byte[] window() {
        return window;
    }

    /** Where the last line ends; behind it may lie what another connection has read before. */
    int windowEnd() {
        return windowEnd;
    }

    byte[] copied() {
        return copied;
    }

    int copiedEnd() {
        return copiedLength;
    }

    private void note(int offset, int length, LogStream stream) {
        if (size == streams.length) {
            places = Arrays.copyOf(places, 2 * places.length);
            streams = Arrays.copyOf(streams, 2 * streams.length);
        }
        places[2 * size] = offset;
        places[2 * size + 1] = length;
        if (streams[size] != stream) {
            // Mostly it is that of a line before, and to write a reference costs more than to compare it.
            streams[size] = stream;
        }
        size++;
    }

    private void splitting(LogStream stream) {
        if (splitting != stream) {
            // As above.
            splitting = stream;
        }
    }

    private void copy(byte[] text, int offset, int length) {
        makeRoom(length);
        System.arraycopy(text, offset, copied, copiedLength, length);
        copiedLength += length;
    }

    private void makeRoom(int length) {
        if (copied.length - copiedLength < length) {
            copied = Arrays.copyOf(copied, Math.max(copiedLength + length, Math.max(FIRST_COPIED, 2 * copied.length)));
        }
    }
}

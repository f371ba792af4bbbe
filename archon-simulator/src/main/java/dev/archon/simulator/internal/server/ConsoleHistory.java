package dev.archon.simulator.internal.server;

import dev.archon.protocol.codec.EventCodec;
import dev.archon.protocol.codec.ProtocolException;
import dev.archon.protocol.console.ConsoleFormat;
import dev.archon.protocol.event.ArchonEvent;
import dev.archon.protocol.event.LogEvent;
import dev.archon.simulator.internal.wire.BlockWriter;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The last messages of a server's console, encoded, for those who connect later. Bounded in lines and in bytes. */
final class ConsoleHistory {

    /** A thousand lines have some 150 KiB. */
    private static final long MOST_BYTES = 4 << 20;

    /** No message with a line of a flood is as short. */
    private static final int LEAST_LINE = 100;

    private final int limit;
    private int chunk;
    private final long mostBytes;
    private final Deque<Message> messages = new ArrayDeque<>();
    private int lines;
    private long bytes;

    /** How many of the oldest messages are in the log only, since the history was cleared after them. */
    private int cleared;

    /**
     * Makes an empty history.
     *
     * @param limit how many lines are kept
     * @param chunk how many lines of {@code log} messages are replayed as one message
     * @param room how many bytes a client may be sent at once, in any case
     */
    ConsoleHistory(int limit, int chunk, long room) {
        this.limit = limit;
        this.chunk = chunk;
        this.mostBytes = Math.min(MOST_BYTES, room);
    }

    /** Changes how many lines of {@code log} messages are replayed as one message. */
    void chunk(int lineCount) {
        chunk = lineCount;
    }

    /** Adds a message of the console. One that leaves no room for others is not kept. */
    void add(byte[] message, int lineCount) {
        if (limit == 0 || message.length > mostBytes / 4) {
            return;
        }
        messages.addLast(new Message(message, lineCount));
        lines += lineCount;
        bytes += message.length;
        while (messages.size() > 1 && (lines > limit || bytes > mostBytes)) {
            Message oldest = messages.removeFirst();
            lines -= oldest.lines;
            bytes -= oldest.bytes.length;
            cleared = Math.max(0, cleared - 1);
        }
    }

    /** How many of so many lines that come next could be kept at most: those before them would be removed again. */
    int most(int lineCount) {
        return (int) Math.min(lineCount, Math.min(limit, mostBytes / LEAST_LINE + 1));
    }

    /** Leaves what came until now out of replays. The {@linkplain #log() log} keeps it. */
    void clear() {
        cleared = messages.size();
    }

    /** The text of all messages that are kept, cleared or not, one line of the console a line. */
    String log() {
        ConsoleFormat format = ConsoleFormat.in(ZoneOffset.UTC);
        StringBuilder out = new StringBuilder();
        for (Message message : messages) {
            ArchonEvent event = event(message);
            if (event != null) {
                format.lines(event, line -> out.append(line.text()).append('\n'));
            }
        }
        return out.toString();
    }

    void replay(BlockWriter out) {
        if (chunk == 1) {
            messages.stream().skip(cleared).forEach(message -> out.text(message.bytes, message.lines));
        } else {
            replayInChunks(out);
        }
    }

    private void replayInChunks(BlockWriter out) {
        List<LogEvent> waiting = new ArrayList<>();
        int waitingLines = 0;
        for (Message message : messages.stream().skip(cleared).toList()) {
            LogEvent log = event(message) instanceof LogEvent lines ? lines : null;
            if (log == null) {
                flush(waiting, waitingLines, out);
                waitingLines = 0;
                out.text(message.bytes, message.lines);
                continue;
            }
            if (!waiting.isEmpty() && !waiting.get(0).stream().equals(log.stream())) {
                flush(waiting, waitingLines, out);
                waitingLines = 0;
            }
            waiting.add(log);
            waitingLines += message.lines;
            if (waitingLines >= chunk) {
                flush(waiting, waitingLines, out);
                waitingLines = 0;
            }
        }
        flush(waiting, waitingLines, out);
    }

    private static @Nullable ArchonEvent event(Message message) {
        try {
            return EventCodec.decode(message.bytes);
        } catch (ProtocolException e) {
            // A scenario may have sent what is no event; it is replayed as it is.
            return null;
        }
    }

    private static void flush(List<LogEvent> waiting, int lineCount, BlockWriter out) {
        if (!waiting.isEmpty()) {
            String text =
                    String.join("\n", waiting.stream().map(LogEvent::message).toList());
            out.text(EventCodec.encode(new LogEvent(waiting.get(0).stream(), text)), lineCount);
            waiting.clear();
        }
    }

    private static final class Message {

        private final byte[] bytes;
        private final int lines;

        Message(byte[] bytes, int lines) {
            this.bytes = bytes;
            this.lines = lines;
        }
    }
}

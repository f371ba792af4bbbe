package dev.archon.client.internal.transport;

import dev.archon.client.internal.dispatch.LineBatch;
import dev.archon.client.internal.relay.LineCollector;
import dev.archon.client.internal.relay.LogRelays;
import dev.archon.protocol.codec.EventCodec;
import dev.archon.protocol.codec.ProtocolException;
import dev.archon.protocol.console.MessageLines;
import dev.archon.protocol.event.ArchonEvent;
import dev.archon.protocol.event.Log4jEvent;
import dev.archon.protocol.event.LogEvent;
import dev.archon.protocol.event.UnknownEvent;
import dev.archon.protocol.scan.Log4jLine;
import dev.archon.protocol.scan.LogLine;
import dev.archon.protocol.scan.MessageReader;
import io.netty.util.concurrent.FastThreadLocal;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Gathers what the messages of one read say, as events and for relays, until it is flushed. */
final class ReadBatch {

    /** Shared by the connections of an event loop, so that names of loggers are kept once for all of them. */
    private static final FastThreadLocal<MessageReader> READER = new FastThreadLocal<>() {
        @Override
        protected MessageReader initialValue() {
            return new MessageReader();
        }
    };

    /** Shared likewise. */
    private static final FastThreadLocal<LineMakers> MAKERS = new FastThreadLocal<>() {
        @Override
        protected LineMakers initialValue() {
            return new LineMakers();
        }
    };

    private final ConnectionListener listener;
    private final Consumer<String> badMessages;
    private final LogRelays relays;
    private final Decoder decoder;

    private final ReadParts parts;

    /** What messages of the console are made, apart from what relays get. */
    private ConsoleForm form = ConsoleForm.EVENTS;

    private @Nullable MessageLines lines;

    /** Where the messages of a read are read, from the first of them until what they say has been given to relays. */
    private @Nullable MessageReader reader;

    private @Nullable LineCollector collector;
    private byte[] window = {};
    private int relayedLines;
    private long relayedBytes;

    /** Makes the event of a message that is no line of the console in its usual form. */
    @FunctionalInterface
    interface Decoder {

        ArchonEvent decode(byte[] bytes, int offset, int length) throws ProtocolException;
    }

    ReadBatch(ConnectionListener listener, Consumer<String> badMessages) {
        this(listener, badMessages, EventCodec::decode);
    }

    ReadBatch(ConnectionListener listener, Consumer<String> badMessages, Decoder decoder) {
        this.listener = listener;
        this.badMessages = badMessages;
        this.decoder = decoder;
        this.relays = listener.relays();
        this.parts = new ReadParts(listener);
    }

    /** Says which array will stay as it is until lines are relayed. */
    void reading(byte[] stable) {
        window = stable;
    }

    /** Takes a text message. Returns false, and does nothing, if it is not UTF-8. */
    boolean message(byte[] bytes, int offset, int length) {
        MessageReader message = reader != null ? reader : begin();
        switch (message.read(bytes, offset, length)) {
            case LOG -> log(message.log(), length);
            case LOG4J -> entry(message.entry(), length);
            case OTHER -> other(bytes, offset, length);
            case NOT_UTF8 -> {
                return false;
            }
        }
        return true;
    }

    private void other(byte[] bytes, int offset, int length) {
        ArchonEvent event = eventOrNull(bytes, offset, length);
        if (event == null) {
            return;
        }
        if (event instanceof Log4jEvent entry) {
            oddEntry(entry, length);
            return;
        }
        if (event instanceof LogEvent log) {
            oddLog(log, length);
            return;
        }
        parts.add(event, length);
        if (event instanceof UnknownEvent unknown && unknown.malformed()) {
            badMessages.accept("it is delivered as an UnknownEvent, because "
                    + (unknown.type().isEmpty() ? "it names no event" : "it is no event as its name says"));
        }
        listener.event(event);
        // With direct delivery the event may have brought a handler, which gets what follows.
        form = listener.console();
    }

    /**
     * Takes a message of which nothing but its fault is known.
     *
     * @param problem what is wrong with it
     */
    void lost(String problem) {
        badMessages.accept(problem);
    }

    /** Whatever a message makes the codec throw costs that message only: the server may send it again each time. */
    private @Nullable ArchonEvent eventOrNull(byte[] bytes, int offset, int length) {
        try {
            return decoder.decode(bytes, offset, length);
        } catch (ProtocolException e) {
            badMessages.accept(e.getMessage());
        } catch (RuntimeException | StackOverflowError e) {
            listener.thrown("a message could not be decoded", e);
            badMessages.accept("decoding it has thrown " + e.getClass().getName());
        }
        return null;
    }

    private void log(LogLine log, int size) {
        if (collector != null) {
            collector.add(log);
        }
        LineBatch batch = beginLines();
        if (batch != null) {
            maker().lines(log, batch);
        }
        if (!endLines(batch, size)) {
            line(form == ConsoleForm.NONE ? null : log.event(), size);
        }
    }

    private void entry(Log4jLine entry, int size) {
        if (collector != null) {
            collector.add(entry, relays.format());
        }
        LineBatch batch = beginLines();
        if (batch != null) {
            maker().lines(entry, batch);
        }
        if (!endLines(batch, size)) {
            line(form == ConsoleForm.NONE ? null : entry.event(), size);
        }
    }

    /** A log line in another form than the usual one. */
    private void oddLog(LogEvent log, int size) {
        if (collector != null) {
            collector.add(log);
        }
        oddLines(log, size);
    }

    /** An entry in another form than the usual one. */
    private void oddEntry(Log4jEvent entry, int size) {
        if (collector != null) {
            collector.add(entry, relays.format());
        }
        oddLines(entry, size);
    }

    private void oddLines(ArchonEvent event, int size) {
        LineBatch batch = beginLines();
        if (batch != null) {
            relays.format().lines(event, batch);
        }
        if (!endLines(batch, size)) {
            line(form == ConsoleForm.NONE ? null : event, size);
        }
    }

    /** Where the lines of a message are to be added; {@code null} if it has to be made an event, or nothing. */
    private @Nullable LineBatch beginLines() {
        return form == ConsoleForm.LINES ? parts.lines() : null;
    }

    /** Ends a message that may have been made lines. Returns false if it has not, and must be made an event. */
    private boolean endLines(@Nullable LineBatch batch, int size) {
        if (batch == null || !batch.endMessage(size)) {
            return false;
        }
        parts.addedLines(size);
        relayIfFull();
        return true;
    }

    private MessageLines maker() {
        MessageLines maker = lines;
        if (maker == null) {
            maker = MAKERS.get().of(relays.format());
            lines = maker;
        }
        return maker;
    }

    /** A message of the console, whose event is {@code null} if only relays want it. */
    private void line(@Nullable ArchonEvent event, int size) {
        if (event != null) {
            parts.add(event, size);
        } else {
            relayedLines++;
            relayedBytes += size;
        }
        relayIfFull();
    }

    private void relayIfFull() {
        if (collector != null && collector.isFull()) {
            relay();
        }
    }

    /** Gives lines to relays, before the array they lie in is used again. */
    void relay() {
        if (reader != null) {
            reader.clear();
            // Who wants what is looked at anew for each read, and the maker belongs to the event loop.
            reader = null;
            lines = null;
        }
        if (collector != null) {
            LineCollector lines = collector;
            collector = null;
            lines.deliver(relays);
        }
    }

    /** Hands over what has been gathered. */
    void flush() {
        relay();
        if (relayedLines > 0) {
            int lines = relayedLines;
            long size = relayedBytes;
            relayedLines = 0;
            relayedBytes = 0;
            listener.relayed(lines, size);
        }
        parts.deliver();
    }

    private MessageReader begin() {
        MessageReader current = READER.get();
        reader = current;
        form = listener.console();
        if (!relays.isEmpty()) {
            collector = LineCollector.current();
            collector.begin(window);
        }
        return current;
    }
}

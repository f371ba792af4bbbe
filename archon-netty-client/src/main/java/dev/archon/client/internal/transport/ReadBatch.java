package dev.archon.client.internal.transport;

import dev.archon.client.internal.relay.LineCollector;
import dev.archon.client.internal.relay.LogRelays;
import dev.archon.protocol.codec.EventCodec;
import dev.archon.protocol.codec.Log4jLine;
import dev.archon.protocol.codec.LogLine;
import dev.archon.protocol.codec.ProtocolException;
import dev.archon.protocol.event.ArchonEvent;
import dev.archon.protocol.event.Log4jEvent;
import dev.archon.protocol.event.LogEvent;
import dev.archon.protocol.event.UnknownEvent;
import io.netty.util.concurrent.FastThreadLocal;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Gathers what the messages of one read say, as events and for relays, until it is flushed. */
final class ReadBatch {

    /** Shared by the connections of an event loop, so that names of loggers are kept once for all of them. */
    private static final FastThreadLocal<Log4jLine> ENTRY = new FastThreadLocal<>() {
        @Override
        protected Log4jLine initialValue() {
            return new Log4jLine();
        }
    };

    private final ConnectionListener listener;
    private final Consumer<String> badMessages;
    private final LogRelays relays;
    private final Decoder decoder;

    private List<ArchonEvent> events = List.of();
    private long eventBytes;
    private boolean begun;
    private boolean makeEvents;
    private @Nullable LineCollector collector;
    private byte[] window = {};
    private int relayedLines;
    private long relayedBytes;

    /** Reads any message but a log line or an entry in the usual form. */
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
    }

    /** Says which array will stay as it is until lines are relayed. */
    void reading(byte[] stable) {
        window = stable;
    }

    /** Takes a log line. */
    void log(LogLine line, int size) {
        begin();
        if (collector != null) {
            collector.add(line);
        }
        if (makeEvents) {
            add(line.event(), size);
        } else {
            relayedOnly(size);
        }
        relayIfFull();
    }

    /** Takes any other message. */
    void message(byte[] bytes, int offset, int length) {
        begin();
        Log4jLine entry = ENTRY.get();
        if (entry.read(bytes, offset, length)) {
            logged(entry, length);
            return;
        }
        ArchonEvent event = eventOrNull(bytes, offset, length);
        if (event == null) {
            return;
        }
        if (event instanceof Log4jEvent odd) {
            oddEntry(odd, length);
            return;
        }
        if (event instanceof LogEvent log) {
            oddLog(log, length);
            return;
        }
        add(event, length);
        if (event instanceof UnknownEvent unknown && unknown.isMalformed()) {
            badMessages.accept("it is delivered as an UnknownEvent, because "
                    + (unknown.type().isEmpty() ? "it names no event" : "it is no event as its name says"));
        }
        listener.event(event);
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

    private void logged(Log4jLine entry, int size) {
        if (collector != null) {
            collector.add(entry, relays.format());
        }
        if (makeEvents) {
            add(entry.event(), size);
        } else {
            entry.clear();
            relayedOnly(size);
        }
        relayIfFull();
    }

    /** An entry in another form than the usual one. */
    private void oddEntry(Log4jEvent entry, int size) {
        if (collector != null) {
            collector.add(entry, relays.format());
        }
        if (makeEvents) {
            add(entry, size);
        } else {
            relayedOnly(size);
        }
        relayIfFull();
    }

    /** A log line in another form than the usual one. */
    private void oddLog(LogEvent log, int size) {
        if (collector != null) {
            collector.add(log);
        }
        if (makeEvents) {
            add(log, size);
        } else {
            relayedOnly(size);
        }
        relayIfFull();
    }

    /** Gives lines to relays, before the array they lie in is used again. */
    void relay() {
        // Who wants what is looked at anew for each read.
        begun = false;
        if (collector != null) {
            LineCollector lines = collector;
            collector = null;
            lines.deliver(relays);
        }
    }

    private void relayIfFull() {
        if (collector != null && collector.isFull()) {
            relay();
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
        if (!events.isEmpty()) {
            List<ArchonEvent> batch = events;
            long size = eventBytes;
            events = List.of();
            eventBytes = 0;
            listener.received(batch, size);
        }
    }

    private void begin() {
        if (!begun) {
            begun = true;
            makeEvents = relays.eventsWanted();
            if (!relays.isEmpty()) {
                collector = LineCollector.current();
                collector.begin(window);
            }
        }
    }

    private void add(ArchonEvent event, int size) {
        if (events.isEmpty()) {
            events = new ArrayList<>();
        }
        events.add(event);
        eventBytes += size;
    }

    private void relayedOnly(int size) {
        relayedLines++;
        relayedBytes += size;
    }
}

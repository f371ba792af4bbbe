package dev.archon.client.internal.transport;

import dev.archon.client.internal.relay.LineCollector;
import dev.archon.client.internal.relay.LogRelays;
import dev.archon.protocol.codec.EventCodec;
import dev.archon.protocol.codec.Log4jLine;
import dev.archon.protocol.codec.LogLine;
import dev.archon.protocol.codec.ProtocolException;
import dev.archon.protocol.event.ArchonEvent;
import dev.archon.protocol.event.LogEvent;
import io.netty.util.concurrent.FastThreadLocal;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Gathers what the messages of one read say, as events and for relays, until it is flushed. */
final class Incoming {

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

    private List<ArchonEvent> events = List.of();
    private long eventBytes;
    private boolean begun;
    private boolean makeEvents;
    private @Nullable LineCollector collector;
    private byte[] window = {};
    private int relayedLines;
    private long relayedBytes;

    Incoming(ConnectionListener listener, Consumer<String> badMessages) {
        this.listener = listener;
        this.badMessages = badMessages;
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
        try {
            Log4jLine entry = ENTRY.get();
            ArchonEvent event =
                    entry.read(bytes, offset, length) ? entry.event() : EventCodec.decode(bytes, offset, length);
            if (event instanceof LogEvent log) {
                oddLog(log, length);
            } else {
                add(event, length);
                listener.event(event);
            }
        } catch (ProtocolException e) {
            badMessages.accept(e.getMessage());
        }
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

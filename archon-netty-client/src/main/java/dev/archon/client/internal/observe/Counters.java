package dev.archon.client.internal.observe;

import dev.archon.client.ClientMetrics;
import dev.archon.protocol.session.Cause;
import dev.archon.protocol.session.Effect;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;

/** The counters of a client, written by any of its threads. */
public final class Counters implements ClientMetrics {

    private final LongSupplier servers;
    private final LongSupplier serversConnected;
    private final LongSupplier eventsWaiting;
    private final LongAdder eventsReceived = new LongAdder();
    private final LongAdder bytesReceived = new LongAdder();
    private final LongAdder eventsDropped = new LongAdder();
    private final LongAdder messagesUnreadable = new LongAdder();
    private final LongAdder connections = new LongAdder();
    private final LongAdder retries = new LongAdder();
    private final LongAdder failures = new LongAdder();
    private final LongAdder refreshes = new LongAdder();
    private final LongAdder tokenCalls = new LongAdder();
    private final LongAdder commandsSent = new LongAdder();
    private final LongAdder handlerErrors = new LongAdder();

    /**
     * Begins with all counters at zero.
     *
     * @param servers counts the handles
     * @param serversConnected counts the servers whose events flow
     * @param eventsWaiting counts the events that wait
     */
    public Counters(LongSupplier servers, LongSupplier serversConnected, LongSupplier eventsWaiting) {
        this.servers = servers;
        this.serversConnected = serversConnected;
        this.eventsWaiting = eventsWaiting;
    }

    /**
     * Counts what a session does.
     *
     * @param effect what it does
     */
    public void effect(Effect effect) {
        if (effect instanceof Effect.FetchToken) {
            tokenCalls.increment();
        } else if (effect instanceof Effect.TellConnected) {
            connections.increment();
        } else if (effect instanceof Effect.TellRefreshed) {
            refreshes.increment();
        } else if (effect instanceof Effect.TellRetrying) {
            retries.increment();
        } else if (effect instanceof Effect.TellEnded ended && ended.cause().kind() != Cause.Kind.REQUESTED) {
            failures.increment();
        }
    }

    /**
     * Counts what one read has brought.
     *
     * @param events how many events
     * @param bytes the size of their messages
     */
    public void received(int events, long bytes) {
        eventsReceived.add(events);
        bytesReceived.add(bytes);
    }

    /**
     * Counts what was dropped.
     *
     * @param events how many events
     */
    public void dropped(long events) {
        eventsDropped.add(events);
    }

    /** Counts a message that could not be read. */
    public void unreadable() {
        messagesUnreadable.increment();
    }

    /** Counts a command that was written. */
    public void commandSent() {
        commandsSent.increment();
    }

    /** Counts an error that a handler has thrown. */
    public void handlerError() {
        handlerErrors.increment();
    }

    @Override
    public long servers() {
        return servers.getAsLong();
    }

    @Override
    public long serversConnected() {
        return serversConnected.getAsLong();
    }

    @Override
    public long eventsWaiting() {
        return eventsWaiting.getAsLong();
    }

    @Override
    public long eventsReceived() {
        return eventsReceived.sum();
    }

    @Override
    public long bytesReceived() {
        return bytesReceived.sum();
    }

    @Override
    public long eventsDropped() {
        return eventsDropped.sum();
    }

    @Override
    public long messagesUnreadable() {
        return messagesUnreadable.sum();
    }

    @Override
    public long connections() {
        return connections.sum();
    }

    @Override
    public long retries() {
        return retries.sum();
    }

    @Override
    public long failures() {
        return failures.sum();
    }

    @Override
    public long refreshes() {
        return refreshes.sum();
    }

    @Override
    public long tokenCalls() {
        return tokenCalls.sum();
    }

    @Override
    public long commandsSent() {
        return commandsSent.sum();
    }

    @Override
    public long handlerErrors() {
        return handlerErrors.sum();
    }
}

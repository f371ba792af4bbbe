package dev.archon.client.internal.observe;

import dev.archon.client.EventsDropped;
import dev.archon.client.internal.dispatch.DispatchCounters;
import dev.archon.protocol.session.Effect;
import dev.archon.protocol.text.ForeignText;
import java.util.function.Supplier;

/** Counts, records and logs what happens to one server. May be called from any thread. */
public final class ServerObserver implements DispatchCounters {

    private final String serverId;
    private final Counters counters;
    private final SessionLog log;

    /**
     * Makes an observer.
     *
     * @param serverId the server
     * @param counters the client's
     * @param log the client's
     */
    public ServerObserver(String serverId, Counters counters, SessionLog log) {
        this.serverId = ForeignText.hidingNothing().fit(serverId);
        this.counters = counters;
        this.log = log;
    }

    /**
     * The session does something.
     *
     * @param effect what it does
     */
    public void effect(Effect effect) {
        counters.effect(effect);
        FlightRecorder.effect(serverId, effect);
        log.effect(serverId, effect);
    }

    /**
     * One read has brought events.
     *
     * @param events how many
     * @param bytes the size of their messages
     */
    public void received(int events, long bytes) {
        counters.received(events, bytes);
    }

    /**
     * A message could not be read.
     *
     * @param problem says what is wrong with it, if that is logged
     */
    public void unreadable(Supplier<String> problem) {
        counters.unreadable();
        log.badMessage(serverId, problem);
    }

    /**
     * Code of the client's own, or of a library, has thrown.
     *
     * @param what what failed, without what was thrown
     * @param error what was thrown
     */
    public void failed(String what, Throwable error) {
        log.failed(serverId, what, error);
    }

    /** A command was written. */
    public void commandSent() {
        counters.commandSent();
    }

    /** A handler has thrown an error. */
    public void handlerError() {
        counters.handlerError();
    }

    @Override
    public void dropped(EventsDropped counts) {
        counters.dropped(counts.events());
        FlightRecorder.dropped(serverId, counts);
    }

    @Override
    public void delivered(int events, long nanos) {
        FlightRecorder.handled(serverId, events, nanos);
    }
}

package dev.archon.client.internal.observe;

import dev.archon.client.EventsDropped;
import dev.archon.protocol.session.Effect;
import java.util.concurrent.TimeUnit;
import jdk.jfr.Category;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import jdk.jfr.Threshold;
import jdk.jfr.Timespan;

/**
 * Writes what happens into Java Flight Recorder, under the category Archon. Where nobody records, an event that is not
 * written is removed by the compiler, and costs nothing.
 */
public final class FlightRecorder {

    private FlightRecorder() {}

    /**
     * Records what a session does.
     *
     * @param serverId the server
     * @param effect what it does
     */
    public static void effect(String serverId, Effect effect) {
        if (effect instanceof Effect.TellConnected connected) {
            ConnectionEvent event = new ConnectionEvent();
            event.server = serverId;
            event.attempt = connected.attempt();
            event.commit();
        } else if (effect instanceof Effect.TellRefreshed) {
            RefreshEvent event = new RefreshEvent();
            event.server = serverId;
            event.succeeded = true;
            event.commit();
        } else if (effect instanceof Effect.TellRefreshFailed failed) {
            RefreshEvent event = new RefreshEvent();
            event.server = serverId;
            event.cause = failed.cause().describe();
            event.commit();
        } else if (effect instanceof Effect.TellRetrying retrying) {
            ReconnectEvent event = new ReconnectEvent();
            event.server = serverId;
            event.cause = retrying.cause().describe();
            event.attempt = retrying.attempt();
            event.delay = retrying.delay().toMillis();
            event.commit();
        } else if (effect instanceof Effect.TellHistoryOver over) {
            HistoryEndEvent event = new HistoryEndEvent();
            event.server = serverId;
            event.quiet = over.quiet();
            event.commit();
        } else if (effect instanceof Effect.TellEnded ended) {
            SessionEndEvent event = new SessionEndEvent();
            event.server = serverId;
            event.cause = ended.cause().describe();
            event.exhausted = ended.exhausted();
            event.commit();
        }
    }

    /**
     * Records that events were dropped.
     *
     * @param serverId the server
     * @param counts how many
     */
    public static void dropped(String serverId, EventsDropped counts) {
        DropEvent event = new DropEvent();
        event.server = serverId;
        event.events = counts.events();
        event.logLines = counts.logLines();
        event.commit();
    }

    /**
     * Records how long the handlers took for a batch, if it was long.
     *
     * @param serverId the server
     * @param events how many events the batch had
     * @param nanos how long they took
     */
    public static void handled(String serverId, int events, long nanos) {
        if (nanos >= SlowHandlerEvent.LEAST_NANOS) {
            SlowHandlerEvent event = new SlowHandlerEvent();
            event.server = serverId;
            event.events = events;
            event.took = nanos;
            event.commit();
        }
    }

    @Name("dev.archon.Connection")
    @Label("Connection")
    @Category("Archon")
    @StackTrace(false)
    static final class ConnectionEvent extends Event {
        @Label("Server")
        String server = "";

        @Label("Attempts after the first")
        int attempt;
    }

    @Name("dev.archon.Refresh")
    @Label("Token Refresh")
    @Category("Archon")
    @StackTrace(false)
    static final class RefreshEvent extends Event {
        @Label("Server")
        String server = "";

        @Label("Succeeded")
        boolean succeeded;

        @Label("Cause")
        String cause = "";
    }

    @Name("dev.archon.Reconnect")
    @Label("Reconnect")
    @Category("Archon")
    @StackTrace(false)
    static final class ReconnectEvent extends Event {
        @Label("Server")
        String server = "";

        @Label("Cause")
        String cause = "";

        @Label("ConnectionAttempt")
        int attempt;

        @Label("Delay")
        @Timespan(Timespan.MILLISECONDS)
        long delay;
    }

    @Name("dev.archon.HistoryEnd")
    @Label("History End")
    @Category("Archon")
    @StackTrace(false)
    static final class HistoryEndEvent extends Event {
        @Label("Server")
        String server = "";

        @Label("Console Was Quiet")
        boolean quiet;
    }

    @Name("dev.archon.SessionEnd")
    @Label("Session End")
    @Category("Archon")
    @StackTrace(false)
    static final class SessionEndEvent extends Event {
        @Label("Server")
        String server = "";

        @Label("Cause")
        String cause = "";

        @Label("Attempts Exhausted")
        boolean exhausted;
    }

    @Name("dev.archon.EventsDropped")
    @Label("Events Dropped")
    @Category("Archon")
    @StackTrace(false)
    static final class DropEvent extends Event {
        @Label("Server")
        String server = "";

        @Label("Events")
        long events;

        @Label("Log Lines")
        long logLines;
    }

    @Name("dev.archon.SlowHandler")
    @Label("Slow Handler")
    @Category("Archon")
    @StackTrace(false)
    @Threshold("0 ms")
    static final class SlowHandlerEvent extends Event {

        static final long LEAST_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

        @Label("Server")
        String server = "";

        @Label("Events in the Batch")
        int events;

        @Label("Took")
        @Timespan(Timespan.NANOSECONDS)
        long took;
    }
}

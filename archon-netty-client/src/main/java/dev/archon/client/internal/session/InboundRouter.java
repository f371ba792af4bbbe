package dev.archon.client.internal.session;

import dev.archon.client.HistoryEnd;
import dev.archon.client.internal.dispatch.Dispatcher;
import dev.archon.client.internal.dispatch.LineBatch;
import dev.archon.client.internal.observe.ServerObserver;
import dev.archon.client.internal.relay.LogRelays;
import dev.archon.client.internal.transport.Connection;
import dev.archon.client.internal.transport.ConnectionListener;
import dev.archon.client.internal.transport.ConsoleForm;
import dev.archon.protocol.console.ConsoleFormat;
import dev.archon.protocol.event.ArchonEvent;
import dev.archon.protocol.event.AuthExpiringEvent;
import dev.archon.protocol.event.AuthIncorrectEvent;
import dev.archon.protocol.event.AuthOkEvent;
import dev.archon.protocol.event.InstallProgressEvent;
import dev.archon.protocol.session.Failure;
import dev.archon.protocol.session.Input;
import io.netty.channel.EventLoop;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Consumer;

/**
 * Routes what a server sends: authentication to the session machine, state to the outputs, and everything by {@link
 * ConsoleReplay} to the dispatcher, whose backpressure stops the reading of the connection. Belongs to the event loop.
 */
final class InboundRouter {

    private final Dispatcher dispatcher;
    private final SessionDriver.ServerOutputs outputs;
    private final ServerObserver observer;
    private final CurrentConnection current;
    private final Readiness readiness;
    private final Consumer<Input> feed;
    private final InstantSource clock;
    private final ReadAhead readAhead;
    private final ConsoleReplay console;

    /**
     * Makes a router.
     *
     * @param dispatcher where events go
     * @param outputs where the state is shown
     * @param observer told what comes
     * @param current the connection
     * @param readiness told what makes the server ready
     * @param feed the session machine
     * @param loop what it belongs to
     * @param context says what time it is, and how much of the log to remember
     */
    InboundRouter(
            Dispatcher dispatcher,
            SessionDriver.ServerOutputs outputs,
            ServerObserver observer,
            CurrentConnection current,
            Readiness readiness,
            Consumer<Input> feed,
            EventLoop loop,
            SessionContext context) {
        this.dispatcher = dispatcher;
        this.outputs = outputs;
        this.observer = observer;
        this.current = current;
        this.readiness = readiness;
        this.feed = feed;
        this.clock = context.clock();
        this.readAhead = new ReadAhead(context.maxQueuedBytes());
        this.console = new ConsoleReplay(dispatcher, outputs.gaps(), observer, current, loop, context);
    }

    /** The server has accepted the token of a new connection: from here on it replays its history. */
    void accepted() {
        console.accepted();
    }

    /** For how long the console of the present connection has been quiet. */
    long nanosSinceConsole() {
        return console.nanosSinceConsole();
    }

    /** The history is over: passes on what was held back, apart from lines that a slow replay goes on with. */
    void historyOver(boolean quiet) {
        Instant now = clock.instant();
        console.historyOver(now);
        HistoryEnd end = new HistoryEnd(now, quiet);
        dispatcher.run(HistoryEnd.class, () -> outputs.historyEnds().accept(end));
        readiness.told();
    }

    /** The connection is lost or given up. */
    void lost() {
        readiness.reset();
        console.lost();
    }

    /** The session has ended: what is held back is passed on, as there is nothing to wait for. */
    void end() {
        console.end();
    }

    /** Reads on if there is room again. */
    void resume() {
        Connection open = current.connection();
        if (open != null && !open.isReading() && !dispatcher.isFull()) {
            readAhead.reset();
            open.read(true);
        }
    }

    /** The listener of a new connection. */
    ConnectionListener of(long connectionId) {
        return new Listener(connectionId);
    }

    private final class Listener implements ConnectionListener {

        private final long id;

        Listener(long id) {
            this.id = id;
        }

        @Override
        public void opened(Connection made) {
            current.opened(id, made);
            readiness.reset();
            readAhead.opened();
            console.opened();
            feed.accept(new Input.Opened(id));
        }

        @Override
        public void failed(Failure failure) {
            current.closed(id);
            feed.accept(new Input.OpenFailed(id, failure));
        }

        @Override
        public void event(ArchonEvent event) {
            if (event instanceof AuthOkEvent) {
                feed.accept(new Input.AuthOk(id));
            } else if (event instanceof AuthExpiringEvent) {
                feed.accept(new Input.AuthExpiring(id));
            } else if (event instanceof AuthIncorrectEvent) {
                feed.accept(new Input.AuthIncorrect(id));
            } else if (!ConsoleFormat.isConsole(event)) {
                outputs.snapshot().show(event, clock.instant());
                if (event instanceof InstallProgressEvent && current.is(id)) {
                    readiness.told();
                }
            }
        }

        @Override
        public ConsoleForm console() {
            return !console.needsEvents() && dispatcher.wantsLinesOnly()
                    ? ConsoleForm.LINES
                    : ConnectionListener.super.console();
        }

        @Override
        public void received(LineBatch lines, long bytes) {
            observer.received(lines.size(), bytes);
            console.received(lines, bytes, current.is(id));
            regulate(lines.size(), bytes);
        }

        @Override
        public void received(List<ArchonEvent> events, long bytes) {
            observer.received(events.size(), bytes);
            console.received(events, bytes, current.is(id));
            regulate(events.size(), bytes);
        }

        private void regulate(int messages, long bytes) {
            if (!dispatcher.isFull()) {
                readAhead.reset();
            } else if (readAhead.add(messages, bytes) && current.is(id)) {
                pause();
            }
        }

        private void pause() {
            Connection open = current.connection();
            if (open != null) {
                open.read(false);
                // The consumer may have caught up in between, and would not say so again.
                resume();
            }
        }

        @Override
        public void relayed(int lines, long bytes) {
            if (current.is(id)) {
                console.noteConsole();
            }
            observer.received(lines, bytes);
        }

        @Override
        public LogRelays relays() {
            return outputs.relays();
        }

        @Override
        public void thrown(String what, Throwable error) {
            observer.failed(what, error);
        }

        @Override
        public void closed(OptionalInt code, String reason) {
            if (current.is(id)) {
                current.closed(id);
                lost();
            }
            feed.accept(new Input.ConnectionClosed(id, code, reason));
        }
    }
}

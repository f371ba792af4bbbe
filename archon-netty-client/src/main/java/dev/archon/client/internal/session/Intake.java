package dev.archon.client.internal.session;

import dev.archon.client.ConsoleGap;
import dev.archon.client.internal.console.Continuity;
import dev.archon.client.internal.dispatch.Dispatcher;
import dev.archon.client.internal.observe.ServerObserver;
import dev.archon.client.internal.relay.LogRelays;
import dev.archon.client.internal.transport.Connection;
import dev.archon.client.internal.transport.ConnectionListener;
import dev.archon.protocol.event.ArchonEvent;
import dev.archon.protocol.event.AuthExpiringEvent;
import dev.archon.protocol.event.AuthIncorrectEvent;
import dev.archon.protocol.event.AuthOkEvent;
import dev.archon.protocol.event.LogEvent;
import dev.archon.protocol.session.Failure;
import dev.archon.protocol.session.Input;
import io.netty.channel.EventLoop;
import java.time.InstantSource;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Where what a server sends goes: to the session machine, to the boards, and by the dispatcher to those who listen, whose
 * backpressure comes back to the connection. Belongs to the event loop.
 */
final class Intake {

    /** How long a replay may take until it is decided by what has come (protocol sheet: 2 s at most). */
    private static final long REPLAY_LIMIT_MILLIS = 2_000;

    private final Dispatcher dispatcher;
    private final SessionDriver.Boards boards;
    private final ServerObserver observer;
    private final Link link;
    private final Consumer<Input> feed;
    private final EventLoop loop;
    private final InstantSource clock;
    private final ReadAhead readAhead;
    private final @Nullable Continuity continuity;

    /**
     * Makes an intake.
     *
     * @param dispatcher where events go
     * @param boards where the state is shown
     * @param observer told what comes
     * @param link the connection
     * @param feed the session machine
     * @param loop what it belongs to
     * @param context says what time it is, and how much of the log to remember
     */
    Intake(
            Dispatcher dispatcher,
            SessionDriver.Boards boards,
            ServerObserver observer,
            Link link,
            Consumer<Input> feed,
            EventLoop loop,
            SessionContext context) {
        this.dispatcher = dispatcher;
        this.boards = boards;
        this.observer = observer;
        this.link = link;
        this.feed = feed;
        this.loop = loop;
        this.clock = context.clock();
        this.readAhead = new ReadAhead(context.maxQueuedBytes());
        this.continuity = context.continuityLines() == 0
                ? null
                : new Continuity(context.continuityLines(), context.maxQueuedBytes());
    }

    /** Decides how the history fits by what has come so far, and passes on what was held back. */
    void conclude() {
        if (continuity != null) {
            pass(continuity.end(clock.instant()));
        }
    }

    /** Reads on if there is room again. */
    void resume() {
        Connection open = link.connection();
        if (open != null && !open.isReading() && !dispatcher.isFull()) {
            readAhead.reset();
            open.read(true);
        }
    }

    /** The listener of a new connection. */
    ConnectionListener of(long connectionId) {
        return new Listener(connectionId);
    }

    private void pass(Continuity.Passed passed) {
        passed.gap()
                .ifPresent(gap ->
                        dispatcher.run(ConsoleGap.class, () -> boards.gaps().accept(gap)));
        if (!passed.events().isEmpty()) {
            dispatcher.offer(passed.events(), passed.bytes());
        }
        passed.then().ifPresent(this::pass);
    }

    private final class Listener implements ConnectionListener {

        private final long id;

        Listener(long id) {
            this.id = id;
        }

        @Override
        public void opened(Connection made) {
            link.opened(id, made);
            if (continuity != null) {
                pass(continuity.connected(clock.instant()));
            }
            feed.accept(new Input.Opened(id));
        }

        @Override
        public void failed(Failure failure) {
            link.closed(id);
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
            } else if (!(event instanceof LogEvent)) {
                boards.snapshot().show(event, clock.instant());
            }
        }

        @Override
        public void received(List<ArchonEvent> events, long bytes) {
            observer.received(events.size(), bytes);
            if (continuity == null) {
                dispatcher.offer(events, bytes);
            } else {
                boolean heldBefore = continuity.isHolding();
                pass(continuity.receive(events, bytes, clock.instant()));
                if (!heldBefore && continuity.isHolding()) {
                    limitHolding();
                }
            }
            if (!dispatcher.isFull()) {
                readAhead.reset();
            } else if (readAhead.add(events.size(), bytes) && link.is(id)) {
                pause();
            }
        }

        private void limitHolding() {
            loop.schedule(
                    () -> {
                        try {
                            if (link.is(id)) {
                                conclude();
                            }
                        } catch (Throwable error) {
                            observer.failed("what was held back of the history could not be passed on", error);
                        }
                    },
                    REPLAY_LIMIT_MILLIS,
                    TimeUnit.MILLISECONDS);
        }

        private void pause() {
            Connection open = link.connection();
            if (open != null) {
                open.read(false);
                // The consumer may have caught up in between, and would not say so again.
                resume();
            }
        }

        @Override
        public void relayed(int lines, long bytes) {
            observer.received(lines, bytes);
        }

        @Override
        public LogRelays relays() {
            return boards.relays();
        }

        @Override
        public void thrown(String what, Throwable error) {
            observer.failed(what, error);
        }

        @Override
        public void closed(OptionalInt code, String reason) {
            link.closed(id);
            conclude();
            feed.accept(new Input.ConnectionClosed(id, code, reason));
        }
    }
}

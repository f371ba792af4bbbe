package dev.archon.client.internal.session;

import dev.archon.client.ConsoleGap;
import dev.archon.client.HistoryEnd;
import dev.archon.client.internal.console.Continuity;
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
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Where what a server sends goes: to the session machine, to the outputs, and by the dispatcher to those who listen, whose
 * backpressure comes back to the connection. Belongs to the event loop.
 */
final class InboundRouter {

    /** A replay that has stood still for so many times the limit of a history does not go on. */
    private static final int STALL_LIMITS = 5;

    private final Dispatcher dispatcher;
    private final SessionDriver.ServerOutputs outputs;
    private final ServerObserver observer;
    private final CurrentConnection current;
    private final Readiness readiness;
    private final Consumer<Input> feed;
    private final EventLoop loop;
    private final InstantSource clock;
    private final ReadAhead readAhead;
    private final @Nullable Continuity continuity;

    /** When lines begin to be held back after the history is over, they are decided on after so long. */
    private final long lateReplayNanos;

    /** A replay that has stood still for so long does not go on. */
    private final long replayStallNanos;

    /** Whether the history of the present connection is awaited. */
    private boolean isHistory;

    /** Whether a check of what is held back is scheduled. */
    private boolean isChecked;

    /** Since when lines are held back although the history is over. */
    private long lateSince;

    /** When the console was last heard of. Noted only while somebody may ask for it. */
    private long lastConsole = System.nanoTime();

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
        this.loop = loop;
        this.clock = context.clock();
        this.readAhead = new ReadAhead(context.maxQueuedBytes());
        this.lateReplayNanos = context.historyLimit().toNanos();
        this.replayStallNanos = Math.multiplyExact(STALL_LIMITS, lateReplayNanos);
        this.continuity = context.continuityLines() == 0
                ? null
                : new Continuity(context.continuityLines(), context.maxQueuedBytes());
    }

    /** The server has accepted the token of a new connection: from here on it replays its history. */
    void accepted() {
        isHistory = true;
        lastConsole = System.nanoTime();
    }

    /** For how long the console of the present connection has been quiet. */
    long nanosSinceConsole() {
        return System.nanoTime() - lastConsole;
    }

    /** The history is over: passes on what was held back, apart from lines that a slow replay goes on with. */
    void historyOver(boolean quiet) {
        isHistory = false;
        Instant now = clock.instant();
        if (continuity != null) {
            // A replay may pause for longer than the history is quiet for.
            pass(continuity.replayOver(now, false));
            lateSince = System.nanoTime();
            checkLater(untilNextCheck(nanosSinceConsole()));
        }
        HistoryEnd end = new HistoryEnd(now, quiet);
        dispatcher.run(HistoryEnd.class, () -> outputs.historyEnds().accept(end));
        readiness.told();
    }

    /** The connection is lost or given up. */
    void lost() {
        isHistory = false;
        readiness.reset();
        if (continuity != null) {
            pass(continuity.lost());
        }
    }

    /** The session has ended: what is held back is passed on, as there is nothing to wait for. */
    void end() {
        if (continuity != null) {
            pass(continuity.end(clock.instant()));
        }
    }

    /** Sees to it that nothing is held back without end, whatever the server leaves out. */
    private void checkLater(long nanos) {
        if (isChecked || continuity == null || !continuity.isHolding()) {
            return;
        }
        isChecked = true;
        loop.schedule(
                () -> {
                    isChecked = false;
                    try {
                        check();
                    } catch (Throwable error) {
                        observer.failed("what was held back of the history could not be passed on", error);
                    }
                },
                nanos,
                TimeUnit.NANOSECONDS);
    }

    private void check() {
        // Without a connection the next one is awaited, or the end of the session.
        Connection open = current.connection();
        if (continuity == null || isHistory || open == null) {
            return;
        }
        if (!open.isReading()) {
            // Silence says nothing about the server while nothing is read.
            lastConsole = System.nanoTime();
            lateSince = lastConsole;
        }
        Instant now = clock.instant();
        long stands = nanosSinceConsole();
        if (stands >= replayStallNanos) {
            // What still waits after this waits for a line, which starts the checks anew.
            pass(continuity.stalled(now));
        } else {
            boolean isQuiet = stands >= lateReplayNanos || System.nanoTime() - lateSince >= replayStallNanos;
            pass(continuity.replayOver(now, isQuiet));
            checkLater(untilNextCheck(stands));
        }
    }

    private long untilNextCheck(long stands) {
        return (stands < lateReplayNanos ? lateReplayNanos : replayStallNanos) - stands;
    }

    /** Notes when the console was heard of, which is of use only until the history is over or while it is held back. */
    private void noteConsole() {
        if (isHistory || (continuity != null && continuity.isHolding())) {
            lastConsole = System.nanoTime();
        }
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

    private void pass(Continuity.Passed passed) {
        passed.gap()
                .ifPresent(gap ->
                        dispatcher.run(ConsoleGap.class, () -> outputs.gaps().accept(gap)));
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
            current.opened(id, made);
            readiness.reset();
            readAhead.opened();
            if (continuity != null) {
                pass(continuity.connected(clock.instant()));
            }
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
            // Continuity can take events apart, but not lines.
            boolean isDeciding = continuity != null && continuity.isDeciding();
            return !isDeciding && dispatcher.wantsLinesOnly() ? ConsoleForm.LINES : ConnectionListener.super.console();
        }

        @Override
        public void received(LineBatch lines, long bytes) {
            observer.received(lines.size(), bytes);
            if (current.is(id)) {
                noteConsole();
            }
            if (continuity != null) {
                continuity.passed(lines.lines(), clock.instant());
            }
            dispatcher.offer(lines, bytes);
            regulate(lines.size(), bytes);
        }

        @Override
        public void received(List<ArchonEvent> events, long bytes) {
            observer.received(events.size(), bytes);
            if (isHistory && current.is(id) && events.stream().anyMatch(ConsoleFormat::isConsole)) {
                noteConsole();
            }
            if (continuity == null) {
                dispatcher.offer(events, bytes);
            } else {
                pass(continuity.receive(events, bytes, clock.instant()));
                if (continuity.isHolding() && !isHistory && current.is(id)) {
                    heldAfterHistory(events);
                }
            }
            regulate(events.size(), bytes);
        }

        private void regulate(int messages, long bytes) {
            if (!dispatcher.isFull()) {
                readAhead.reset();
            } else if (readAhead.add(messages, bytes) && current.is(id)) {
                pause();
            }
        }

        private void heldAfterHistory(List<ArchonEvent> events) {
            if (events.stream().anyMatch(ConsoleFormat::isConsole)) {
                noteConsole();
            }
            if (!isChecked) {
                lateSince = System.nanoTime();
                checkLater(lateReplayNanos);
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
                noteConsole();
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

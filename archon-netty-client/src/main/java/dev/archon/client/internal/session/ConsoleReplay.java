package dev.archon.client.internal.session;

import dev.archon.client.ConsoleGap;
import dev.archon.client.internal.console.Continuity;
import dev.archon.client.internal.dispatch.Dispatcher;
import dev.archon.client.internal.dispatch.LineBatch;
import dev.archon.client.internal.observe.ServerObserver;
import dev.archon.client.internal.transport.Connection;
import dev.archon.protocol.console.ConsoleFormat;
import dev.archon.protocol.event.ArchonEvent;
import io.netty.channel.EventLoop;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Passes what a server sends to the dispatcher, by way of {@link Continuity} if the embedder wants that, and limits for how
 * long lines of a replay are held back, whatever the server leaves out. Belongs to the event loop.
 */
final class ConsoleReplay {

    /** A replay that has stood still for so many times the limit of a history does not go on. */
    private static final int STALL_LIMITS = 5;

    private final Dispatcher dispatcher;
    private final Consumer<ConsoleGap> gaps;
    private final ServerObserver observer;
    private final CurrentConnection current;
    private final EventLoop loop;
    private final InstantSource clock;
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
     * Makes the state for a server from which nothing was received yet.
     *
     * @param dispatcher where events go
     * @param gaps told of each gap, in order with the events
     * @param observer told what fails
     * @param current the connection
     * @param loop what it belongs to
     * @param context says what time it is, and how much of the log to remember
     */
    ConsoleReplay(
            Dispatcher dispatcher,
            Consumer<ConsoleGap> gaps,
            ServerObserver observer,
            CurrentConnection current,
            EventLoop loop,
            SessionContext context) {
        this.dispatcher = dispatcher;
        this.gaps = gaps;
        this.observer = observer;
        this.current = current;
        this.loop = loop;
        this.clock = context.clock();
        this.lateReplayNanos = context.historyLimit().toNanos();
        this.replayStallNanos = Math.multiplyExact(STALL_LIMITS, lateReplayNanos);
        this.continuity = context.continuityLines() == 0
                ? null
                : new Continuity(context.continuityLines(), context.maxQueuedBytes());
    }

    /** A connection has been opened. */
    void opened() {
        if (continuity != null) {
            pass(continuity.connected(clock.instant()));
        }
    }

    /** The server has accepted the token of a new connection: from here on it replays its history. */
    void accepted() {
        isHistory = true;
        lastConsole = System.nanoTime();
    }

    /**
     * The history is over: passes on what was held back, apart from lines that a slow replay goes on with.
     *
     * @param now the time
     */
    void historyOver(Instant now) {
        isHistory = false;
        if (continuity != null) {
            // A replay may pause for longer than the history is quiet for.
            pass(continuity.replayOver(now, false));
            lateSince = System.nanoTime();
            checkLater(untilNextCheck(nanosSinceConsole()));
        }
    }

    /** The connection is lost or given up. */
    void lost() {
        isHistory = false;
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

    /** For how long the console of the present connection has been quiet. */
    long nanosSinceConsole() {
        return System.nanoTime() - lastConsole;
    }

    /** Whether messages of the console are needed as events, because lines cannot be taken apart. */
    boolean needsEvents() {
        return continuity != null && continuity.isDeciding();
    }

    /**
     * Lines of the console have been received, while events were not {@linkplain #needsEvents needed}.
     *
     * @param isCurrent whether by the present connection
     */
    void received(LineBatch lines, long bytes, boolean isCurrent) {
        if (isCurrent) {
            noteConsole();
        }
        if (continuity != null) {
            continuity.passed(lines.lines(), clock.instant());
        }
        dispatcher.offer(lines, bytes);
    }

    /**
     * Events have been received.
     *
     * @param isCurrent whether by the present connection
     */
    void received(List<ArchonEvent> events, long bytes, boolean isCurrent) {
        if (isHistory && isCurrent && events.stream().anyMatch(ConsoleFormat::isConsole)) {
            noteConsole();
        }
        if (continuity == null) {
            dispatcher.offer(events, bytes);
            return;
        }
        pass(continuity.receive(events, bytes, clock.instant()));
        if (continuity.isHolding() && !isHistory && isCurrent) {
            heldAfterHistory(events);
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

    /** Notes when the console was heard of, which is of use only until the history is over or while it is held back. */
    void noteConsole() {
        if (isHistory || (continuity != null && continuity.isHolding())) {
            lastConsole = System.nanoTime();
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

    private void pass(Continuity.Passed passed) {
        passed.gap().ifPresent(gap -> dispatcher.run(ConsoleGap.class, () -> gaps.accept(gap)));
        if (!passed.events().isEmpty()) {
            dispatcher.offer(passed.events(), passed.bytes());
        }
        passed.then().ifPresent(this::pass);
    }
}

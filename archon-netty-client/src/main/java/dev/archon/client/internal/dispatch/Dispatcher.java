package dev.archon.client.internal.dispatch;

import dev.archon.client.EventsDropped;
import dev.archon.client.Subscription;
import dev.archon.protocol.console.ConsoleLine;
import dev.archon.protocol.event.ArchonEvent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Delivers one server's events, and what belongs between them, to its handlers and subscribers: in order, and never two at
 * a time to the same one.
 *
 * <p>One thread, the event loop, offers; the executor's threads deliver. Handlers share one bounded queue, each {@code
 * Flow} subscriber has its own. With {@link dev.archon.client.Overflow#BACKPRESSURE} the bounds are kept by whoever
 * offers: {@link #isFull()} says when to stop, {@code drained} when to look again. A queue may exceed its bounds by what
 * one read of the socket brings.
 */
public final class Dispatcher {

    private static final ConsumerQueue[] NOBODY = {};

    private final DispatchSettings settings;
    private final LineDelivery feed;
    private final Handlers handlers;
    private final ConsumerQueue toHandlers;

    /** Replaced when one comes or goes. */
    private volatile ConsumerQueue[] toSubscribers = NOBODY;

    private volatile boolean closed;

    /**
     * Makes a dispatcher with {@link LineSettings#plain()}.
     *
     * @param settings the settings that all its queues share
     */
    public Dispatcher(DispatchSettings settings) {
        this(settings, LineSettings.plain());
    }

    /**
     * Makes a dispatcher.
     *
     * @param settings the settings that all its queues share
     * @param lines how lines of the console are made of events
     */
    public Dispatcher(DispatchSettings settings, LineSettings lines) {
        this.settings = settings;
        this.feed = new LineDelivery(lines, this::linesDue);
        this.handlers = new Handlers(settings.errors(), settings.counters(), feed);
        this.toHandlers = new ConsumerQueue(handlers, settings);
    }

    /**
     * Registers a handler for batches.
     *
     * @param handler given what one read of the socket brought
     * @return a subscription; closing it removes the handler
     */
    public Subscription onBatch(Consumer<? super List<ArchonEvent>> handler) {
        return handlers.onBatch(handler);
    }

    /**
     * Registers a handler for the events of one type.
     *
     * @param type the type
     * @param handler given each event
     * @param <E> the type
     * @return a subscription; closing it removes the handler
     */
    public <E extends ArchonEvent> Subscription onEvent(Class<E> type, Consumer<? super E> handler) {
        return handlers.onEvent(type, handler);
    }

    /**
     * Registers a handler for lines of the console.
     *
     * @param handler given each line
     * @return a subscription; closing it removes the handler
     */
    public Subscription onLine(Consumer<? super ConsoleLine> handler) {
        return handlers.onLine(handler);
    }

    /**
     * Registers a handler for lines of the console, many at a time.
     *
     * @param handler given lists that are not empty and do not change
     * @return a subscription; closing it removes the handler
     */
    public Subscription onLines(Consumer<? super List<ConsoleLine>> handler) {
        return handlers.onLines(handler);
    }

    /**
     * Registers a handler for the lines that are remembered and then for those that follow.
     *
     * @param handler given lists that are not empty and do not change
     * @return a subscription; closing it removes the handler
     */
    public Subscription followLines(Consumer<? super List<ConsoleLine>> handler) {
        return handlers.followLines(handler, this::run);
    }

    /**
     * The last lines of the console.
     *
     * @return the lines that are remembered, the oldest first
     */
    public List<ConsoleLine> recentLines() {
        return feed.recent();
    }

    /**
     * Whether the last lines of the console are remembered.
     *
     * @return false if {@link #recentLines} is always empty
     */
    public boolean keepsRecentLines() {
        return feed.isKept();
    }

    private void linesDue() {
        toHandlers.run(handlers::giveDueLines);
    }

    /** Lines that are held come before what is done after them. */
    private Runnable afterLines(Runnable action) {
        return () -> {
            if (handlers.holdsLines()) {
                handlers.giveHeldLines();
            }
            action.run();
        };
    }

    /**
     * Registers a handler for what is dropped.
     *
     * @param handler told how much, at the place where it would have been
     * @return a subscription; closing it removes the handler
     */
    public Subscription onDropped(Consumer<? super EventsDropped> handler) {
        return handlers.onDropped(handler);
    }

    /**
     * The events as a publisher.
     *
     * @return the publisher; any number may subscribe, and each receives the events from then on
     */
    public Flow.Publisher<ArchonEvent> publisher() {
        return new EventPublisher(settings, new Outlets(), toHandlers::lost);
    }

    /** Adds and removes the queues of subscribers. */
    private final class Outlets implements EventPublisher.Outlets {

        @Override
        public boolean add(ConsumerQueue outlet) {
            synchronized (Dispatcher.this) {
                toSubscribers = Stream.concat(Arrays.stream(toSubscribers), Stream.of(outlet))
                        .toArray(ConsumerQueue[]::new);
            }
            return !closed;
        }

        @Override
        public void remove(ConsumerQueue outlet) {
            synchronized (Dispatcher.this) {
                toSubscribers = Arrays.stream(toSubscribers)
                        .filter(each -> each != outlet)
                        .toArray(ConsumerQueue[]::new);
            }
        }
    }

    /**
     * Whether a log line would be delivered to anybody. A reader may leave out making events that nobody wants.
     *
     * @return whether somebody listens to log lines
     */
    public boolean wantsLogs() {
        return handlers.wantLogs() || toSubscribers.length > 0;
    }

    /**
     * Whether messages of the console would be delivered as lines only. A reader may then make {@linkplain #offer(LineBatch,
     * long) lines} of them without making events.
     *
     * @return whether somebody wants lines, and nobody the events that they are of
     */
    public boolean wantsLinesOnly() {
        return handlers.wantLines() && !handlers.wantLogEvents() && toSubscribers.length == 0;
    }

    /**
     * Hands over messages of the console of one read as lines.
     *
     * @param lines the lines of one message or more, not changed afterwards
     * @param size the bytes of the messages
     */
    public void offer(LineBatch lines, long size) {
        if (!handlers.isEmpty()) {
            toHandlers.offer(lines, size);
        }
    }

    /**
     * Hands over what one read brought.
     *
     * @param batch the events, one or more, not changed afterwards
     * @param size the bytes of their messages
     */
    public void offer(List<ArchonEvent> batch, long size) {
        if (!handlers.isEmpty()) {
            toHandlers.offer(batch, size);
        }
        for (ConsumerQueue outlet : toSubscribers) {
            outlet.offer(batch, size);
        }
    }

    /**
     * Runs something after the events that have been offered to the handlers before.
     *
     * @param action what to run
     */
    public void run(Runnable action) {
        toHandlers.run(afterLines(action));
    }

    /**
     * The same. Of very many of a kind that wait only the newest is run.
     *
     * @param kind what it is one of
     * @param action what to run
     */
    public void run(Object kind, Runnable action) {
        toHandlers.run(kind, afterLines(action));
    }

    /**
     * Whether as much waits somewhere as may wait.
     *
     * @return whether to stop offering for now
     */
    public boolean isFull() {
        if (toHandlers.isFull()) {
            return true;
        }
        for (ConsumerQueue outlet : toSubscribers) {
            if (outlet.isFull()) {
                return true;
            }
        }
        return false;
    }

    /**
     * How many events wait.
     *
     * @return for the handlers and for all subscribers together
     */
    public long waiting() {
        return toHandlers.waiting()
                + Arrays.stream(toSubscribers).mapToLong(ConsumerQueue::waiting).sum();
    }

    /**
     * Waits for the end of what has been offered until now.
     *
     * @return completes, on the thread of the last handler, when all of it has been delivered to the handlers, and to
     *     subscribers as well if the dispatcher is closed
     */
    public CompletableFuture<Void> delivered() {
        if (handlers.holdsLines()) {
            toHandlers.run(handlers::giveHeldLines);
        }
        List<CompletableFuture<Void>> ends = new ArrayList<>();
        ends.add(end(toHandlers));
        if (closed) {
            for (ConsumerQueue outlet : toSubscribers) {
                ends.add(end(outlet));
            }
        }
        return CompletableFuture.allOf(ends.toArray(CompletableFuture<?>[]::new));
    }

    private static CompletableFuture<Void> end(ConsumerQueue outlet) {
        CompletableFuture<Void> end = new CompletableFuture<>();
        if (!outlet.runAfterAll(() -> end.complete(null))) {
            end.complete(null);
        }
        return end;
    }

    /**
     * Whether the calling thread is in one of the handlers, which then cannot wait for its own end.
     *
     * @return whether a handler asks
     */
    public boolean isDelivering() {
        return toHandlers.isDelivering();
    }

    /** Takes nothing more. What waits already is delivered, then subscribers are told that it is complete. */
    public void close() {
        closed = true;
        toHandlers.close();
        for (ConsumerQueue outlet : toSubscribers) {
            outlet.close();
        }
    }
}

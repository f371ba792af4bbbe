package dev.archon.client.internal.dispatch;

import dev.archon.client.Subscription;
import dev.archon.protocol.event.ArchonEvent;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * Brings one server's events and status changes to its handlers, in order and never two at a time.
 *
 * <p>One thread, the event loop, offers; the executor's threads deliver. The queue is bounded by asking whoever offers to
 * stop: {@link #isFull()} says when, the {@code drained} callback when to go on. It may exceed its bounds by what one
 * read of the socket brings.
 */
public final class Dispatcher {

    /** After so many batches a busy server lets others have the thread. */
    private static final int BATCHES_A_TURN = 64;

    private final Executor executor;
    private final Consumer<Throwable> handlerErrors;
    private final Runnable drained;
    private final int maxEvents;
    private final long maxBytes;

    private final Queue<Item> queue = new ConcurrentLinkedQueue<>();
    private final AtomicInteger waiting = new AtomicInteger();
    private final AtomicInteger events = new AtomicInteger();
    private final AtomicLong bytes = new AtomicLong();
    private final List<Consumer<List<ArchonEvent>>> handlers = new CopyOnWriteArrayList<>();
    private volatile boolean closed;

    private record Item(List<ArchonEvent> events, long bytes, Runnable action) {}

    /**
     * Makes a dispatcher.
     *
     * @param executor where handlers run
     * @param handlerErrors told what handlers throw
     * @param drained called, on any thread, when the queue has fallen below half of its bounds
     * @param maxEvents how many events may wait
     * @param maxBytes how many bytes of messages may wait
     */
    public Dispatcher(
            Executor executor, Consumer<Throwable> handlerErrors, Runnable drained, int maxEvents, long maxBytes) {
        this.executor = executor;
        this.handlerErrors = handlerErrors;
        this.drained = drained;
        this.maxEvents = maxEvents;
        this.maxBytes = maxBytes;
    }

    /**
     * Registers a handler.
     *
     * @param handler given what one read of the socket brought
     * @return ends it
     */
    public Subscription subscribe(Consumer<List<ArchonEvent>> handler) {
        // The same function may be registered twice, and each registration ends by itself.
        Consumer<List<ArchonEvent>> own = batch -> handler.accept(batch);
        handlers.add(own);
        return () -> handlers.remove(own);
    }

    /**
     * Registers a handler for the events of one type. One that it throws at does not keep it from the next.
     *
     * @param type the type
     * @param handler given each event
     * @param <E> the type
     * @return ends it
     */
    public <E extends ArchonEvent> Subscription subscribe(Class<E> type, Consumer<? super E> handler) {
        return subscribe(batch -> {
            for (ArchonEvent event : batch) {
                if (type.isInstance(event)) {
                    guarded(() -> handler.accept(type.cast(event)));
                }
            }
        });
    }

    /**
     * Hands over what one read brought.
     *
     * @param batch the events, not changed afterwards
     * @param size the bytes of their messages
     */
    public void offer(List<ArchonEvent> batch, long size) {
        events.addAndGet(batch.size());
        bytes.addAndGet(size);
        enqueue(new Item(batch, size, () -> {}));
    }

    /**
     * Runs something after the events that have been offered before.
     *
     * @param action what to run
     */
    public void run(Runnable action) {
        enqueue(new Item(List.of(), 0, action));
    }

    /**
     * Whether as much waits as may wait.
     *
     * @return whether to stop offering for now
     */
    public boolean isFull() {
        return events.get() >= maxEvents || bytes.get() >= maxBytes;
    }

    /** Delivers what waits already, and nothing more. */
    public void close() {
        closed = true;
    }

    private void enqueue(Item item) {
        if (closed) {
            return;
        }
        queue.add(item);
        if (waiting.getAndIncrement() == 0) {
            executor.execute(this::deliver);
        }
    }

    private void deliver() {
        int turn = 0;
        int left;
        do {
            Item item = queue.remove();
            deliver(item);
            left = waiting.decrementAndGet();
        } while (left > 0 && ++turn < BATCHES_A_TURN);
        if (left > 0) {
            executor.execute(this::deliver);
        }
    }

    private void deliver(Item item) {
        for (Consumer<List<ArchonEvent>> handler : handlers) {
            if (!item.events.isEmpty()) {
                guarded(() -> handler.accept(item.events));
            }
        }
        guarded(item.action);
        if (release(item)) {
            drained.run();
        }
    }

    private boolean release(Item item) {
        int count = item.events.size();
        int eventsLeft = events.addAndGet(-count);
        long bytesLeft = bytes.addAndGet(-item.bytes);
        boolean low = eventsLeft <= maxEvents / 2 && bytesLeft <= maxBytes / 2;
        boolean wasLow = eventsLeft + count <= maxEvents / 2 && bytesLeft + item.bytes <= maxBytes / 2;
        return low && !wasLow;
    }

    private void guarded(Runnable delivery) {
        try {
            delivery.run();
        } catch (Throwable error) {
            handlerErrors.accept(error);
        }
    }
}

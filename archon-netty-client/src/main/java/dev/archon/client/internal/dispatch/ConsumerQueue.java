package dev.archon.client.internal.dispatch;

import dev.archon.client.EventsDropped;
import dev.archon.protocol.event.ArchonEvent;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Passes one consumer's events from the event loop to the executor.
 *
 * <p>All that is passed is behind one lock, which is taken once for each batch, not for each event, and never held while a
 * consumer runs. At most one task of a queue is with the executor, and so at most one thread runs its receiver. The
 * task can be run only once and can be withdrawn, because an executor may throw and run it nevertheless, or lose it.
 */
final class ConsumerQueue {

    /** After so many entries a busy server lets others have the thread. */
    private static final int ENTRIES_A_TURN = 64;

    private final ReentrantLock lock = new ReentrantLock();
    private final EventQueue queue;
    private final Receiver sink;
    private final DispatchSettings settings;
    private boolean running;

    /** The task that the executor has, or had last. */
    private Turn handedOn = new Turn();

    /** The thread that runs the receiver now, or null. A thread finds itself here only if it has set the field itself. */
    private @Nullable Thread delivering;

    /** Whether the embedder has been told that the executor takes nothing. */
    private volatile boolean refused;

    private boolean closed;

    ConsumerQueue(Receiver sink, DispatchSettings settings) {
        this.sink = sink;
        this.settings = settings;
        this.queue = new EventQueue(settings.overflow(), settings.maxEvents(), settings.maxBytes());
    }

    void offer(List<ArchonEvent> batch, long size) {
        offer(new EventMessages(batch), size);
    }

    void offer(Messages batch, long size) {
        EventsDropped dropped;
        boolean start;
        lock.lock();
        try {
            if (closed) {
                return;
            }
            dropped = queue.offer(batch, size);
            start = starts();
        } finally {
            lock.unlock();
        }
        if (start) {
            execute();
        }
        if (dropped != null) {
            settings.counters().dropped(dropped);
        }
    }

    /** Tells of what was dropped elsewhere, after what has been offered before. */
    void lost(EventsDropped counts) {
        add(() -> queue.lost(counts));
    }

    /** Does something after what has been offered before. */
    void run(Runnable action) {
        add(() -> queue.add(action));
    }

    /** The same. Of very many of a kind that wait only the newest is done. */
    void run(Object kind, Runnable action) {
        add(() -> queue.add(kind, action));
    }

    private void add(Runnable entry) {
        boolean start;
        lock.lock();
        try {
            if (closed) {
                return;
            }
            entry.run();
            start = starts();
        } finally {
            lock.unlock();
        }
        if (start) {
            execute();
        }
    }

    /**
     * Does something after all that waits, also when the queue is closed.
     *
     * @return false if it is not done, since nothing waits, or so many such things that this one would be too many
     */
    boolean runAfterAll(Runnable action) {
        boolean start;
        lock.lock();
        try {
            if ((!running && queue.isEmpty()) || queue.hasManyNotices()) {
                return false;
            }
            queue.addEnd(action);
            start = starts();
        } finally {
            lock.unlock();
        }
        if (start) {
            execute();
        }
        return true;
    }

    /** Whether the calling thread runs the receiver. */
    boolean isDelivering() {
        return Thread.currentThread() == delivering;
    }

    /** Checks again how much the receiver demands. */
    void wake() {
        if (starts()) {
            execute();
        }
    }

    boolean isFull() {
        lock.lock();
        try {
            return !closed && queue.isFull();
        } finally {
            lock.unlock();
        }
    }

    long waiting() {
        lock.lock();
        try {
            return queue.events();
        } finally {
            lock.unlock();
        }
    }

    /** Takes nothing more. What waits already is delivered. */
    void close() {
        sink.closing();
        run(sink::completed);
        leave(false);
        if (withdraws()) {
            // An executor that was shut down by force has forgotten the task. One that has not takes another.
            execute();
        }
    }

    /** Takes nothing more, and forgets what waits. */
    void discard() {
        leave(true);
    }

    /** The same, and does something last. */
    void discardAndRun(Runnable last) {
        boolean start;
        lock.lock();
        try {
            queue.clear();
            queue.add(last);
            closed = true;
            start = starts();
        } finally {
            lock.unlock();
        }
        settings.drained().run();
        if (start) {
            execute();
        }
    }

    private void leave(boolean forget) {
        lock.lock();
        try {
            closed = true;
            if (forget) {
                queue.clear();
            }
        } finally {
            lock.unlock();
        }
        // Whoever waits for room here need not do so any more.
        settings.drained().run();
    }

    private boolean starts() {
        lock.lock();
        try {
            boolean idle = !running;
            running = true;
            if (idle) {
                handedOn = new Turn();
            }
            return idle;
        } finally {
            lock.unlock();
        }
    }

    /** Whether the executor has a task that it has not begun, which it then cannot begin any more. */
    private boolean withdraws() {
        lock.lock();
        try {
            boolean waits = running && handedOn.begins();
            if (waits) {
                handedOn = new Turn();
            }
            return waits;
        } finally {
            lock.unlock();
        }
    }

    private void execute() {
        Throwable refusal = handOn(handedOn);
        if (refusal == null) {
            refused = false;
        } else {
            refused(refusal);
        }
    }

    /** Returns why the executor does not take a turn; {@code null} if it does. */
    private @Nullable Throwable handOn(Turn turn) {
        try {
            settings.executor().execute(turn);
            return null;
        } catch (Throwable e) {
            if (turn.begins()) {
                return e;
            }
            // It is run all the same.
            settings.errors().tell(e);
            return null;
        }
    }

    private void refused(Throwable e) {
        boolean over;
        lock.lock();
        try {
            over = closed;
            running = over;
        } finally {
            lock.unlock();
        }
        // What waits is still owed when the executor has ended with the client, and then there is no other thread.
        if (over || (!isTriedLater(e) && starts() && handedOn.begins())) {
            turn();
        }
    }

    /** Nobody else may look again: while the queue is full nothing is read that would be offered. */
    private boolean isTriedLater(Throwable e) {
        if (!settings.later().test(this::wake)) {
            return false;
        }
        if (!refused) {
            refused = true;
            settings.errors()
                    .tell(new IllegalStateException(
                            "the executor for handlers takes no more tasks; events wait until it does", e));
        }
        return true;
    }

    private Turn nextTurn() {
        lock.lock();
        try {
            handedOn = new Turn();
            return handedOn;
        } finally {
            lock.unlock();
        }
    }

    private void turn() {
        delivering = Thread.currentThread();
        for (int i = 1; ; i++) {
            QueueEntry entry;
            boolean drained;
            lock.lock();
            try {
                boolean low = queue.isLow();
                entry = queue.poll(sink.demand());
                drained = !low && queue.isLow();
                running = entry != null;
                if (!running) {
                    delivering = null;
                }
            } finally {
                lock.unlock();
            }
            if (drained) {
                settings.errors().guard(settings.drained());
            }
            if (entry == null) {
                return;
            }
            deliver(entry);
            if (i % ENTRIES_A_TURN == 0) {
                delivering = null;
                if (handOn(nextTurn()) == null) {
                    return;
                }
                // If the executor takes no more it is better to go on than to wait.
                delivering = Thread.currentThread();
            }
        }
    }

    private void deliver(QueueEntry entry) {
        try {
            if (entry instanceof QueueEntry.Events events) {
                sink.events(events.events());
            } else if (entry instanceof QueueEntry.Lines lines) {
                sink.lines(lines.batch());
            } else if (entry instanceof QueueEntry.Dropped dropped) {
                sink.dropped(dropped.counts());
            } else if (entry instanceof QueueEntry.Action action) {
                action.action().run();
            }
        } catch (Throwable error) {
            settings.errors().tell(error);
        }
    }

    /** A task for the executor. */
    private final class Turn implements Runnable {

        private final AtomicBoolean begun = new AtomicBoolean();

        /** Whether it has neither been run nor withdrawn before, which it is from now on. */
        boolean begins() {
            return begun.compareAndSet(false, true);
        }

        @Override
        public void run() {
            if (begins()) {
                turn();
            }
        }
    }
}

package dev.archon.client.internal.dispatch;

import dev.archon.client.EventsDropped;
import dev.archon.protocol.event.ArchonEvent;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Where one consumer's events cross from the event loop to the executor.
 *
 * <p>All that crosses is behind one lock, which is taken once for each batch, not for each event, and never held while a
 * consumer runs. At most one task of an outlet is with the executor, and so at most one thread runs its sink.
 */
final class Outlet {

    /** After so many entries a busy server lets others have the thread. */
    private static final int ENTRIES_A_TURN = 64;

    private final ReentrantLock lock = new ReentrantLock();
    private final EventQueue queue;
    private final Sink sink;
    private final DispatchSettings settings;
    private Runnable atEnd = () -> {};
    private boolean running;
    private boolean closed;

    Outlet(Sink sink, DispatchSettings settings) {
        this.sink = sink;
        this.settings = settings;
        this.queue = new EventQueue(settings.overflow(), settings.maxEvents(), settings.maxBytes());
    }

    void offer(List<ArchonEvent> batch, long size) {
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
        if (dropped != null) {
            settings.counters().dropped(dropped);
        }
        if (start) {
            execute();
        }
    }

    /** Does something after what has been offered before. */
    void run(Runnable action) {
        boolean start;
        lock.lock();
        try {
            if (closed) {
                return;
            }
            queue.add(action);
            start = starts();
        } finally {
            lock.unlock();
        }
        if (start) {
            execute();
        }
    }

    /** Looks again at what the sink demands. */
    void wake() {
        boolean start;
        lock.lock();
        try {
            start = starts();
        } finally {
            lock.unlock();
        }
        if (start) {
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

    /** Sets what is done when the outlet has been closed and everything before that has been delivered. */
    void atEnd(Runnable action) {
        atEnd = action;
    }

    /** Takes nothing more. What waits already is delivered. */
    void close() {
        sink.closing();
        run(atEnd);
        leave(false);
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
        boolean idle = !running;
        running = true;
        return idle;
    }

    private void execute() {
        try {
            settings.executor().execute(this::turn);
        } catch (RejectedExecutionException e) {
            lock.lock();
            try {
                running = false;
            } finally {
                lock.unlock();
            }
            settings.errors()
                    .tell(new IllegalStateException(
                            "the executor for handlers takes no more tasks; events wait until it does", e));
        }
    }

    private void turn() {
        for (int i = 0; i < ENTRIES_A_TURN; i++) {
            EventQueue.Entry entry;
            boolean drained;
            lock.lock();
            try {
                boolean low = queue.isLow();
                entry = queue.poll(sink.demand());
                drained = !low && queue.isLow();
                running = entry != null;
            } finally {
                lock.unlock();
            }
            if (drained) {
                settings.drained().run();
            }
            if (entry == null) {
                return;
            }
            deliver(entry);
        }
        execute();
    }

    private void deliver(EventQueue.Entry entry) {
        if (entry instanceof EventQueue.Events events) {
            sink.events(events.events());
        } else if (entry instanceof EventQueue.Dropped dropped) {
            sink.dropped(dropped.counts());
        } else if (entry instanceof EventQueue.Action action) {
            settings.errors().guard(action.action());
        }
    }
}

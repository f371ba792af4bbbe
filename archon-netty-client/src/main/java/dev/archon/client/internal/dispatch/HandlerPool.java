package dev.archon.client.internal.dispatch;

import io.netty.channel.EventLoop;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Threads for handlers, of which as few are awake as keep up.
 *
 * <p>To wake a thread costs more than to deliver some lines, and a {@code ThreadPoolExecutor} wakes one for each task as
 * long as one sleeps. Here one thread works off what there is. While tasks are left for it, a watcher looks once a
 * millisecond whether the first one has waited since the last look, because a handler blocks or there is much to do, and
 * then lets another thread help.
 */
public final class HandlerPool implements Executor {

    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition needed = lock.newCondition();
    private final Condition watching = lock.newCondition();
    private final Queue<Runnable> tasks = new ArrayDeque<>();
    private final int maxThreads;
    private final long idleNanos;
    private final ThreadFactory factory;

    private long added;
    private long taken;
    private int threads;
    private int working;
    private int sleeping;

    /** How many of those that slept have been woken and do not work yet. They count as working. */
    private int woken;

    private boolean watcher;
    private boolean watched;
    private boolean shutDown;

    /**
     * Makes a pool without threads; they are started as needed.
     *
     * @param maxThreads how many may run handlers; the watcher is one more
     * @param idleNanos how long a thread sleeps until it ends
     * @param factory makes the threads
     */
    public HandlerPool(int maxThreads, long idleNanos, ThreadFactory factory) {
        this.maxThreads = maxThreads;
        this.idleNanos = idleNanos;
        this.factory = factory;
    }

    /**
     * Runs a task soon.
     *
     * @param task what to run
     * @throws RejectedExecutionException after {@link #shutdown()}
     */
    @Override
    public void execute(Runnable task) {
        add(task);
        wake();
    }

    /**
     * An executor for what one event loop has to hand over. A thread is woken not for each task but once for all that the
     * loop adds in one turn, after it has read from all sockets that were ready.
     *
     * @param loop the event loop
     * @return runs tasks in this pool, whichever thread they come from
     */
    public Executor from(EventLoop loop) {
        return new Handoff(loop);
    }

    /** Takes nothing more. What has been added is run, then the threads end. */
    public void shutdown() {
        lock.lock();
        try {
            shutDown = true;
            if (!tasks.isEmpty() && working == 0) {
                letOneMoreWork();
            }
            needed.signalAll();
            watching.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void add(Runnable task) {
        lock.lock();
        try {
            if (shutDown) {
                throw new RejectedExecutionException("the client is closed");
            }
            tasks.add(task);
            added++;
        } finally {
            lock.unlock();
        }
    }

    private void wake() {
        lock.lock();
        try {
            if (tasks.isEmpty()) {
                return;
            }
            boolean none = working == 0;
            if (none) {
                letOneMoreWork();
            }
            // The thread that is woken takes the only task, and a watcher would only get in its way.
            boolean left = !none || tasks.size() > 1;
            if (left && !watched) {
                watch();
            }
        } finally {
            lock.unlock();
        }
    }

    private void letOneMoreWork() {
        if (sleeping > 0) {
            sleeping--;
            woken++;
            working++;
            needed.signal();
        } else if (threads < maxThreads) {
            factory.newThread(this::work).start();
            threads++;
            working++;
        }
    }

    private void work() {
        lock.lock();
        try {
            do {
                runAll();
            } while (sleep());
        } finally {
            threads--;
            lock.unlock();
        }
    }

    private void runAll() {
        for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
            taken++;
            lock.unlock();
            try {
                run(task);
            } finally {
                lock.lock();
            }
        }
        working--;
    }

    private static void run(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException | Error e) {
            Thread thread = Thread.currentThread();
            thread.getUncaughtExceptionHandler().uncaughtException(thread, e);
        } finally {
            // An interrupt that came for one task is not for the next.
            Thread.interrupted();
        }
    }

    /** Gives whether to work on; if not, the thread is to end. */
    private boolean sleep() {
        sleeping++;
        long left = idleNanos;
        while (woken == 0) {
            if (shutDown || left <= 0) {
                sleeping--;
                return false;
            }
            left = await(needed, left);
        }
        woken--;
        return true;
    }

    private void watch() {
        watched = true;
        if (watcher) {
            watching.signal();
        } else {
            factory.newThread(this::look).start();
            watcher = true;
        }
    }

    private void look() {
        lock.lock();
        try {
            do {
                lookWhileTasksCome();
                if (!shutDown) {
                    await(watching, idleNanos);
                }
            } while (watched);
        } finally {
            watcher = false;
            lock.unlock();
        }
    }

    private void lookWhileTasksCome() {
        while (watched) {
            long seen = added;
            await(watching, LOOK_NANOS);
            if (taken < seen) {
                letOneMoreWork();
            } else if (added == seen) {
                watched = false;
            }
        }
    }

    @SuppressWarnings("WaitNotInLoop") // a thread that wakes for nothing looks again, or ends early
    private static long await(Condition condition, long nanos) {
        try {
            return condition.awaitNanos(nanos);
        } catch (InterruptedException e) {
            // Whoever interrupts means a handler, and none is running here.
            return nanos;
        }
    }

    /** Used on its event loop for the most part; what comes from elsewhere is not held up. */
    private final class Handoff implements Executor {

        private final EventLoop loop;
        private final Runnable wakeUp = this::wakeUp;
        private boolean waking;

        Handoff(EventLoop loop) {
            this.loop = loop;
        }

        @Override
        public void execute(Runnable task) {
            add(task);
            if (!loop.inEventLoop()) {
                wake();
            } else if (!waking) {
                waking = true;
                try {
                    loop.execute(wakeUp);
                } catch (RejectedExecutionException e) {
                    // The loop is ending, and will have no more turns.
                    wakeUp();
                }
            }
        }

        private void wakeUp() {
            waking = false;
            wake();
        }
    }
}

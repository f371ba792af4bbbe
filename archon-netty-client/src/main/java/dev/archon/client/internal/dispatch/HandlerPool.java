package dev.archon.client.internal.dispatch;

import io.netty.channel.EventLoop;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Threads for handlers, of which as few are awake as keep up.
 *
 * <p>Waking a thread costs more than delivering a few lines, and a {@code ThreadPoolExecutor} wakes one for each task as
 * long as one sleeps. Here one thread runs the tasks that there are. While tasks are left for it, a watcher looks once a
 * millisecond whether the first one has waited since the last look, because a handler blocks or there is much to do, and
 * then lets another thread help.
 *
 * <p>As many threads as the pool was made for may run at a time. A thread whose task blocks does not count: it waits for
 * something, or has been in one task for long. While tasks wait, other threads are started in its place, however many
 * block, so that blocked tasks hold up no others. Each task of a client belongs to one consumer that has no other with the
 * pool, so that there are never more threads than consumers. The {@link PoolListener} is told when there are more threads than
 * intended.
 */
public final class HandlerPool implements Executor {

    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

    /** How long it takes until a thread that could not be started is tried again. */
    static final long RETRY_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

    /** To keep up with thousands that block, more threads start at a time the more of them there are. */
    private static final int BLOCKED_FOR_ONE_MORE = 4;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition watching = lock.newCondition();
    private final Queue<Runnable> tasks;
    private final Set<Worker> workers = new HashSet<>();

    /** Those that sleep, the one first that has worked last: it is woken first, so that those that are not needed end. */
    private final Deque<Worker> sleeping = new ArrayDeque<>();

    private final int maxRunning;
    private final long idleNanos;
    private final ThreadFactory factory;
    private final PoolListener trouble;

    private long added;
    private long taken;

    /** How often the watcher has looked. The clock by which a task's time is measured. */
    private long looks;

    /** How many work, or have been woken to do so. */
    private int working;

    private boolean watcher;
    private boolean watched;

    /** Set with the lock held. */
    private volatile boolean shutDown;

    /**
     * Makes a pool without threads and without a listener.
     *
     * @param maxRunning how many threads may run tasks at a time, without those that block; the watcher is one more
     * @param idleNanos how long a thread sleeps until it ends
     * @param factory makes the threads
     */
    public HandlerPool(int maxRunning, long idleNanos, ThreadFactory factory) {
        this(maxRunning, idleNanos, factory, PoolListener.UNTOLD);
    }

    /**
     * Makes a pool without threads; they are started as needed.
     *
     * @param maxRunning how many threads may run tasks at a time, without those that block; the watcher is one more
     * @param idleNanos how long a thread sleeps until it ends
     * @param factory makes the threads
     * @param trouble told of too many threads and too few; must not throw
     */
    public HandlerPool(int maxRunning, long idleNanos, ThreadFactory factory, PoolListener trouble) {
        this(maxRunning, idleNanos, factory, trouble, new ArrayDeque<>());
    }

    /** Makes a pool with that queue, which is used with the pool's lock held, and may fail to take tasks. */
    HandlerPool(int maxRunning, long idleNanos, ThreadFactory factory, PoolListener trouble, Queue<Runnable> tasks) {
        this.maxRunning = maxRunning;
        this.idleNanos = idleNanos;
        this.factory = factory;
        this.trouble = trouble;
        this.tasks = tasks;
    }

    /**
     * Runs a task soon.
     *
     * @param task what to run
     * @throws RejectedExecutionException after {@link #shutdown()}, or if there is no thread and none can be started
     */
    @Override
    public void execute(Runnable task) {
        add(task);
        Throwable none = wake();
        if (none != null && remove(task)) {
            throw new RejectedExecutionException("no thread can be started", none);
        }
    }

    /**
     * Makes an executor for what one event loop has to hand over. A thread is woken not for each task but once for all that the
     * loop adds in one turn, after it has read from all sockets that were ready.
     *
     * @param loop the event loop
     * @return runs tasks in this pool, whichever thread they come from; to be shared by all servers of the loop, since each
     *     such executor wakes a thread
     */
    public Executor from(EventLoop loop) {
        return new LoopHandoff(this, loop);
    }

    /** Takes nothing more. What has been added is run, then the threads end. */
    public void shutdown() {
        Throwable notStarted = null;
        lock.lock();
        try {
            shutDown = true;
            if (!tasks.isEmpty() && working == 0) {
                notStarted = letOneMoreWork();
            }
            sleeping.forEach(Worker::look);
            watching.signalAll();
        } finally {
            lock.unlock();
        }
        tell(notStarted);
    }

    private void add(Runnable task) {
        lock.lock();
        try {
            checkOpen();
            tasks.add(task);
            added++;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Checks that tasks are taken.
     *
     * @throws RejectedExecutionException after {@link #shutdown()}
     */
    void checkOpen() {
        if (shutDown) {
            throw new RejectedExecutionException("the client is closed");
        }
    }

    /**
     * Adds tasks that were taken while {@linkplain #checkOpen() the pool was open}, also if it is not any more. {@link
     * #wake()} has to be called for them.
     */
    void addTaken(Collection<Runnable> taken) {
        lock.lock();
        try {
            tasks.addAll(taken);
            added += taken.size();
        } finally {
            lock.unlock();
        }
    }

    private boolean remove(Runnable task) {
        lock.lock();
        try {
            boolean removed = tasks.remove(task);
            // The watcher looks for as long as more were added than taken.
            taken += removed ? 1 : 0;
            return removed;
        } finally {
            lock.unlock();
        }
    }

    /** Wakes or starts a thread. Returns why there is none; {@code null} if there is one. */
    @Nullable
    Throwable wake() {
        Throwable notStarted = null;
        boolean stuck;
        lock.lock();
        try {
            if (tasks.isEmpty()) {
                return null;
            }
            boolean none = working == 0;
            if (none) {
                notStarted = letOneMoreWork();
            }
            stuck = working == 0;
            // The thread that is woken takes the only task, and a watcher would only get in its way.
            boolean left = !none || tasks.size() > 1;
            if (left && !stuck && !watched) {
                notStarted = watch();
            }
        } finally {
            lock.unlock();
        }
        tell(notStarted);
        return stuck ? notStarted : null;
    }

    private @Nullable Throwable letOneMoreWork() {
        Worker last = sleeping.poll();
        if (last != null) {
            working++;
            last.wake();
            return null;
        }
        return workers.size() < maxRunning ? startWorker() : null;
    }

    private @Nullable Throwable startWorker() {
        Worker worker = new Worker(lock.newCondition());
        Throwable notStarted = start(() -> work(worker));
        if (notStarted == null) {
            working++;
            workers.add(worker);
        }
        return notStarted;
    }

    /** Starts a thread. Returns why that failed, usually an {@code OutOfMemoryError}. */
    private @Nullable Throwable start(Runnable body) {
        try {
            Thread thread = factory.newThread(body);
            if (thread == null) {
                return new IllegalStateException("the thread factory makes no thread");
            }
            thread.start();
            return null;
        } catch (RuntimeException | Error e) {
            return e;
        }
    }

    private void tell(@Nullable Throwable notStarted) {
        if (notStarted != null) {
            LastResort.guard(() -> trouble.notStarted(threads(), notStarted));
        }
    }

    private int threads() {
        lock.lock();
        try {
            return workers.size();
        } finally {
            lock.unlock();
        }
    }

    private void work(Worker worker) {
        lock.lock();
        try {
            worker.runsIn(Thread.currentThread());
            do {
                runAll(worker);
            } while (sleep(worker));
        } finally {
            workers.remove(worker);
            lock.unlock();
        }
    }

    private void runAll(Worker worker) {
        for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
            taken++;
            worker.began(looks);
            lock.unlock();
            try {
                run(task);
            } finally {
                worker.ended();
                lock.lock();
            }
        }
        working--;
    }

    private static void run(Runnable task) {
        try {
            LastResort.guard(task);
        } finally {
            // An interrupt that came for one task is not for the next.
            Thread.interrupted();
        }
    }

    /** Returns whether to continue; if not, the thread has to end. */
    private boolean sleep(Worker worker) {
        sleeping.push(worker);
        worker.fallAsleep();
        long left = idleNanos;
        while (worker.isAsleep()) {
            if (shutDown || left <= 0) {
                // Mostly it is the one that has slept for longest.
                sleeping.removeLastOccurrence(worker);
                return false;
            }
            left = await(worker.needed(), left);
        }
        return true;
    }

    private @Nullable Throwable watch() {
        if (watcher) {
            watched = true;
            watching.signal();
            return null;
        }
        Throwable notStarted = start(this::look);
        watcher = notStarted == null;
        watched = watcher;
        return notStarted;
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
            watched = false;
            lock.unlock();
        }
    }

    private void lookWhileTasksCome() {
        long pause = LOOK_NANOS;
        while (watched) {
            long seen = added;
            await(watching, pause);
            looks++;
            pause = LOOK_NANOS;
            if (taken < seen) {
                Throwable notStarted = tryToLetMoreWork();
                if (notStarted != null) {
                    pause = RETRY_NANOS;
                    unlocked(() -> tell(notStarted));
                }
            } else if (added == seen) {
                watched = false;
            }
        }
    }

    private @Nullable Throwable tryToLetMoreWork() {
        try {
            return letMoreWork();
        } catch (RuntimeException | Error e) {
            // There may be no memory to look at the threads. The watcher has to go on: no further task may start
            // another one.
            return e;
        }
    }

    private @Nullable Throwable letMoreWork() {
        if (!sleeping.isEmpty() || workers.size() < maxRunning) {
            return letOneMoreWork();
        }
        int blocked = blocked();
        int running = workers.size() - blocked;
        int more = Math.min(tasks.size(), Math.max(maxRunning, blocked / BLOCKED_FOR_ONE_MORE) - running);
        Throwable notStarted = null;
        int started = 0;
        while (started < more && notStarted == null) {
            notStarted = startWorker();
            started += notStarted == null ? 1 : 0;
        }
        if (started > 0) {
            int threads = workers.size();
            unlocked(() -> trouble.grown(threads));
        }
        return notStarted;
    }

    private int blocked() {
        int blocked = 0;
        for (Worker worker : workers) {
            blocked += worker.isBlocked(looks) ? 1 : 0;
        }
        return blocked;
    }

    private void unlocked(Runnable action) {
        lock.unlock();
        try {
            LastResort.guard(action);
        } finally {
            lock.lock();
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
}

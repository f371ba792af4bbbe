package dev.archon.client.internal.dispatch;

import io.netty.channel.EventLoop;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;

/**
 * Hands the tasks of one event loop over to a {@link HandlerPool}. Used on its event loop for the most part; what comes from
 * elsewhere is not held up.
 */
final class LoopHandoff implements Executor {

    private final HandlerPool pool;
    private final EventLoop loop;
    private final Runnable wakeUp = this::wakeUp;
    private boolean waking;

    LoopHandoff(HandlerPool pool, EventLoop loop) {
        this.pool = pool;
        this.loop = loop;
    }

    @Override
    public void execute(Runnable task) {
        if (!loop.inEventLoop()) {
            pool.execute(task);
            return;
        }
        pool.add(task);
        if (!waking) {
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
        if (pool.wake() != null) {
            wakeUpLater();
        }
    }

    /** The pool has no thread and cannot start one, and there may be no further task that has it try again. */
    private void wakeUpLater() {
        try {
            loop.schedule(wakeUp, HandlerPool.RETRY_NANOS, TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException e) {
            // The loop has ended. What is left is run by the next thread that can be started.
            return;
        }
    }
}

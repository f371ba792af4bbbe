package dev.archon.client.internal.dispatch;

import io.netty.channel.EventLoop;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;

/**
 * Hands the tasks of one event loop, for all of its servers, over to a {@link HandlerPool}. Used on its event loop for the
 * most part; what comes from elsewhere is not held up.
 *
 * <p>With a thousand servers a turn of the loop has hundreds of tasks. They are passed on many at a time, since loop and
 * threads would otherwise contend for the pool's lock at each of them.
 */
final class LoopHandoff implements Executor {

    /** A thread that is awake need not wait until a long turn is over. */
    private static final int MOST_KEPT = 32;

    private final HandlerPool pool;
    private final EventLoop loop;
    private final Runnable endOfTurn = this::endOfTurn;
    private final List<Runnable> kept = new ArrayList<>(MOST_KEPT);
    private boolean ending;

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
        pool.checkOpen();
        kept.add(task);
        if (!ending) {
            ending = true;
            try {
                loop.execute(endOfTurn);
            } catch (RejectedExecutionException e) {
                // The loop is ending, and will have no more turns.
                endOfTurn();
            } catch (RuntimeException | Error e) {
                // There may be no memory. The next task of any server has to try again.
                ending = false;
                kept.remove(task);
                throw e;
            }
        } else if (kept.size() >= MOST_KEPT) {
            passOn();
        }
    }

    private void endOfTurn() {
        ending = false;
        passOn();
        if (pool.wake() != null) {
            wakeUpLater();
        }
    }

    private void passOn() {
        pool.addTaken(kept);
        kept.clear();
    }

    /** The pool has no thread and cannot start one, and there may be no further task that has it try again. */
    private void wakeUpLater() {
        try {
            loop.schedule(endOfTurn, HandlerPool.RETRY_NANOS, TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException e) {
            // The loop has ended. What is left is run by the next thread that can be started.
            return;
        }
    }
}

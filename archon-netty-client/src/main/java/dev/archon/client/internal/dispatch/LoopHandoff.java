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
    private final Runnable tryAgain = this::tryAgain;
    private final List<Runnable> kept = new ArrayList<>(MOST_KEPT);
    private boolean ending;

    /** Whether the loop tries again a moment later. */
    private boolean waiting;

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
        try {
            if (!ending) {
                endTurnLater();
            } else if (kept.size() >= MOST_KEPT) {
                passOn();
            }
        } catch (RuntimeException | Error e) {
            // There may be no memory. A task that is refused must not be run.
            kept.remove(task);
            throw e;
        }
    }

    private void endTurnLater() {
        try {
            loop.execute(endOfTurn);
            ending = true;
        } catch (RejectedExecutionException e) {
            // The loop is ending, and will have no more turns.
            handOver();
        }
    }

    private void endOfTurn() {
        ending = false;
        handOver();
    }

    /** Netty logs what is thrown at the end of a turn, but not what a scheduled task throws: each trouble is told once. */
    private void tryAgain() {
        waiting = false;
        handOver();
    }

    /** Passes on what is kept and has a thread run it. If that fails, tries again later, since no further task may come. */
    private void handOver() {
        boolean handedOver = false;
        try {
            passOn();
            handedOver = pool.wake() == null;
        } finally {
            if (!handedOver && !waiting) {
                tryAgainLater();
            }
        }
    }

    private void passOn() {
        pool.addTaken(kept);
        kept.clear();
    }

    private void tryAgainLater() {
        try {
            loop.schedule(tryAgain, HandlerPool.RETRY_NANOS, TimeUnit.NANOSECONDS);
            waiting = true;
        } catch (RejectedExecutionException e) {
            // The loop has ended. What is left is run by the next thread that can be started.
            return;
        }
    }
}

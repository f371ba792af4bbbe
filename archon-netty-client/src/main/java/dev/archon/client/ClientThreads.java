package dev.archon.client;

import dev.archon.client.internal.dispatch.HandlerPool;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.lang.reflect.InvocationTargetException;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;

/** Makes the executors that a client has beside its event loops, with daemon threads that end when they are idle. */
final class ClientThreads {

    private static final int IDLE_SECONDS = 10;

    /** Before, one that blocks inside of {@code synchronized} keeps a processor's thread to itself (JEP 491). */
    private static final int VIRTUAL_THREADS_SINCE = 24;

    private ClientThreads() {}

    /**
     * Makes the executor for handlers, if the embedder gives none: virtual threads where these may block.
     *
     * @param marked prepares what a thread of a pool does
     */
    static Executor handlers(UnaryOperator<Runnable> marked) {
        if (Runtime.version().feature() < VIRTUAL_THREADS_SINCE) {
            ThreadFactory threads = new DefaultThreadFactory("archon-handler", true);
            return new HandlerPool(
                    4 * Runtime.getRuntime().availableProcessors(),
                    TimeUnit.SECONDS.toNanos(IDLE_SECONDS),
                    work -> threads.newThread(marked.apply(work)),
                    new PoolWarnings(
                            "handlers",
                            "use JDK 24 or later, whose virtual threads are the default there, or let them block less",
                            System::nanoTime));
        }
        try {
            return (Executor)
                    Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
        } catch (NoSuchMethodException | IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException("virtual threads cannot be used", e);
        }
    }

    /** Makes the executor that completes futures, whose dependent stages may block. */
    static HandlerPool completions() {
        return new HandlerPool(
                Runtime.getRuntime().availableProcessors(),
                TimeUnit.SECONDS.toNanos(IDLE_SECONDS),
                new DefaultThreadFactory("archon-future", true),
                new PoolWarnings(
                        "stages that hang on futures of the client",
                        "give them an executor of their own, as thenRunAsync(..., executor) does",
                        System::nanoTime));
    }

    /** Makes an executor with up to so many threads. Its queue has no bound, but each server and each call has one task in it. */
    static ExecutorService pool(String name, int threads) {
        ThreadPoolExecutor pool = new ThreadPoolExecutor(
                threads,
                threads,
                IDLE_SECONDS,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(),
                new DefaultThreadFactory(name, true));
        pool.allowCoreThreadTimeOut(true);
        return pool;
    }
}

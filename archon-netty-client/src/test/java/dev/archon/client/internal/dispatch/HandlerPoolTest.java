package dev.archon.client.internal.dispatch;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.channel.DefaultEventLoop;
import io.netty.channel.EventLoop;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HandlerPoolTest {

    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final int MAX_THREADS = 3;

    private final Queue<Thread> threads = new ConcurrentLinkedQueue<>();
    private final Queue<Throwable> uncaught = new ConcurrentLinkedQueue<>();
    private final CountDownLatch release = new CountDownLatch(1);
    private final AtomicInteger blocked = new AtomicInteger();
    private HandlerPool pool = pool(Duration.ofMinutes(1));

    @Test
    void aBlockedTaskDoesNotHoldUpTheNext() {
        AtomicInteger ran = new AtomicInteger();
        pool.execute(this::block);
        pool.execute(ran::incrementAndGet);
        await().atMost(LIMIT).until(() -> ran.get() == 1);
    }

    @Test
    void aTaskAloneWakesOneThreadOnly() {
        for (int i = 1; i <= 20; i++) {
            int task = i;
            AtomicInteger ran = new AtomicInteger();
            pool.execute(() -> ran.set(task));
            await().atMost(LIMIT)
                    .until(() -> ran.get() == task && threads.stream().allMatch(HandlerPoolTest::waits));
        }
        assertEquals(1, threads.size());
    }

    @Test
    void aTaskThatComesLongAfterOneHasBlockedIsRunToo() {
        AtomicInteger ran = new AtomicInteger();
        pool.execute(this::block);
        await().atMost(LIMIT).until(() -> blocked.get() == 1);
        assertEquals(1, threads.size());
        pool.execute(ran::incrementAndGet);
        await().atMost(LIMIT).until(() -> ran.get() == 1);
    }

    @Test
    void aTaskThatComesLongAfterAllThatWereWatchedHaveBlockedIsRunToo() {
        AtomicInteger ran = new AtomicInteger();
        pool.execute(this::block);
        pool.execute(this::block);
        await().atMost(LIMIT).until(() -> blocked.get() == 2 && threads.stream().noneMatch(HandlerPoolTest::looks));
        pool.execute(ran::incrementAndGet);
        await().atMost(LIMIT).until(() -> ran.get() == 1);
    }

    @Test
    void asManyTasksAsThereMayBeThreadsRunAtOnceAndNoMore() {
        AtomicInteger running = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        AtomicInteger done = new AtomicInteger();
        for (int i = 0; i < 4 * MAX_THREADS; i++) {
            pool.execute(() -> {
                most.accumulateAndGet(running.incrementAndGet(), Math::max);
                block();
                running.decrementAndGet();
                done.incrementAndGet();
            });
        }
        await().atMost(LIMIT).until(() -> running.get() == MAX_THREADS);
        release.countDown();
        await().atMost(LIMIT).until(() -> done.get() == 4 * MAX_THREADS);
        assertEquals(MAX_THREADS, most.get());
    }

    @Test
    void whateverManyThreadsAddIsRunOnce() throws Exception {
        int each = 20_000;
        AtomicIntegerArray runs = new AtomicIntegerArray(4 * each);
        List<Thread> producers = IntStream.range(0, 4)
                .mapToObj(p -> new Thread(() -> IntStream.range(p * each, (p + 1) * each)
                        .forEach(i -> pool.execute(() -> runs.incrementAndGet(i)))))
                .toList();
        producers.forEach(Thread::start);
        for (Thread producer : producers) {
            producer.join(LIMIT.toMillis());
        }
        pool.shutdown();
        awaitNoThreads();
        assertEquals(
                4L * each,
                IntStream.range(0, 4 * each).filter(i -> runs.get(i) == 1).count());
    }

    @Test
    void whatATaskThrowsIsForTheThreadsHandlerAndTheNextTaskIsRun() {
        AtomicInteger ran = new AtomicInteger();
        pool.execute(() -> {
            throw new IllegalStateException("a task that fails");
        });
        pool.execute(ran::incrementAndGet);
        await().atMost(LIMIT).until(() -> ran.get() == 1);
        assertEquals(
                List.of("a task that fails"),
                uncaught.stream().map(Throwable::getMessage).toList());
    }

    @Test
    void aTaskThatInterruptsItsThreadHarmsNoOther() {
        AtomicInteger ran = new AtomicInteger();
        for (int i = 0; i < 10; i++) {
            pool.execute(() -> Thread.currentThread().interrupt());
            pool.execute(() -> ran.addAndGet(Thread.currentThread().isInterrupted() ? 0 : 1));
        }
        await().atMost(LIMIT).until(() -> ran.get() == 10);
        pool.shutdown();
        awaitNoThreads();
    }

    @Test
    void afterShutdownNothingIsTakenAndWhatWasAddedIsRun() {
        AtomicInteger ran = new AtomicInteger();
        for (int i = 0; i < 2 * MAX_THREADS; i++) {
            pool.execute(() -> {
                block();
                ran.incrementAndGet();
            });
        }
        pool.shutdown();
        assertThrows(RejectedExecutionException.class, () -> pool.execute(() -> {}));
        release.countDown();
        awaitNoThreads();
        assertEquals(2 * MAX_THREADS, ran.get());
    }

    @Test
    void threadsThatHaveNothingToDoEndAndOthersAreStartedWhenNeeded() {
        pool = pool(Duration.ofMillis(5));
        AtomicInteger ran = new AtomicInteger();
        pool.execute(ran::incrementAndGet);
        awaitNoThreads();
        pool.execute(ran::incrementAndGet);
        await().atMost(LIMIT).until(() -> ran.get() == 2);
        awaitNoThreads();
    }

    @Test
    void anEventLoopWakesThreadsWhenItsTurnIsOver() throws Exception {
        EventLoop loop = new DefaultEventLoop();
        try {
            Executor executor = pool.from(loop);
            AtomicInteger ran = new AtomicInteger();
            int startedWithinTheTurn = loop.submit(() -> {
                        executor.execute(ran::incrementAndGet);
                        executor.execute(ran::incrementAndGet);
                        return threads.size();
                    })
                    .get(LIMIT.toSeconds(), TimeUnit.SECONDS);
            assertEquals(0, startedWithinTheTurn);
            await().atMost(LIMIT).until(() -> ran.get() == 2);
            executor.execute(ran::incrementAndGet);
            await().atMost(LIMIT).until(() -> ran.get() == 3);
        } finally {
            loop.shutdownGracefully(0, 1, TimeUnit.SECONDS).await(LIMIT.toMillis());
        }
    }

    private HandlerPool pool(Duration idle) {
        return new HandlerPool(MAX_THREADS, idle.toNanos(), task -> {
            Thread thread = new Thread(task, "handler-pool-test");
            thread.setDaemon(true);
            thread.setUncaughtExceptionHandler((which, error) -> uncaught.add(error));
            threads.add(thread);
            return thread;
        });
    }

    private void block() {
        blocked.incrementAndGet();
        try {
            assertTrue(release.await(LIMIT.toSeconds(), TimeUnit.SECONDS), "the test did not let the task go on");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Whether it is the watcher, and does not sleep yet. */
    private static boolean looks(Thread thread) {
        return Arrays.stream(thread.getStackTrace())
                .anyMatch(frame -> frame.getMethodName().equals("lookWhileTasksCome"));
    }

    /** Whether it has nothing to do. */
    private static boolean waits(Thread thread) {
        return thread.getState() == Thread.State.TIMED_WAITING;
    }

    private void awaitNoThreads() {
        await().atMost(LIMIT).until(() -> threads.stream().noneMatch(Thread::isAlive));
    }

    @AfterEach
    void end() {
        release.countDown();
        pool.shutdown();
    }
}

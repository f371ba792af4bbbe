package dev.archon.client.internal.dispatch;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.channel.DefaultEventLoop;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.util.concurrent.ScheduledFuture;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Queue;
import java.util.Set;
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
    private final Queue<Integer> grown = new ConcurrentLinkedQueue<>();
    private final Queue<Throwable> notStarted = new ConcurrentLinkedQueue<>();

    private volatile boolean logBroken;

    /** How many more threads the machine can start. */
    private final AtomicInteger startable = new AtomicInteger(Integer.MAX_VALUE);

    /** How often the state of a thread cannot be had. */
    private final AtomicInteger unseen = new AtomicInteger();

    private HandlerPool pool = pool(Duration.ofMinutes(1));

    @Test
    void aBlockedTaskDoesNotHoldUpTheNext() {
        AtomicInteger ran = new AtomicInteger();
        pool.execute(this::block);
        pool.execute(ran::incrementAndGet);
        await().atMost(LIMIT).until(() -> ran.get() == 1);
    }

    @Test
    void aRefusedTaskLeavesNoWatcherThatLooksForEver() {
        startable.set(0);
        assertThrows(RejectedExecutionException.class, () -> pool.execute(() -> {}));
        startable.set(Integer.MAX_VALUE);
        AtomicInteger ran = new AtomicInteger();
        pool.execute(this::block);
        pool.execute(ran::incrementAndGet);
        await().atMost(LIMIT).until(() -> ran.get() == 1);
        release.countDown();
        pool.shutdown();
        await().atMost(LIMIT).until(() -> threads.stream().noneMatch(Thread::isAlive));
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
        for (int i = 0; i < 1_000; i++) {
            pool.execute(() -> {
                most.accumulateAndGet(running.incrementAndGet(), Math::max);
                IntStream.range(0, 1_000).forEach(spin -> Thread.onSpinWait());
                running.decrementAndGet();
                done.incrementAndGet();
            });
        }
        await().atMost(LIMIT).until(() -> done.get() == 1_000);
        assertTrue(most.get() <= MAX_THREADS, "at once: " + most);
        assertEquals(List.of(), List.copyOf(grown));
    }

    @Test
    void howeverManyTasksBlockTheNextIsRunAndThatThereAreMoreThreadsIsTold() {
        AtomicInteger ran = new AtomicInteger();
        for (int i = 0; i < 100 * MAX_THREADS; i++) {
            pool.execute(this::block);
        }
        pool.execute(ran::incrementAndGet);
        await().atMost(LIMIT).until(() -> ran.get() == 1 && blocked.get() == 100 * MAX_THREADS);
        assertTrue(grown.stream().anyMatch(count -> count > 100 * MAX_THREADS), grown::toString);
    }

    @Test
    void aPoolWhoseTroubleCannotBeLoggedGrowsAllTheSame() {
        logBroken = true;
        AtomicInteger ran = new AtomicInteger();
        for (int i = 0; i < 20 * MAX_THREADS; i++) {
            pool.execute(this::block);
        }
        pool.execute(ran::incrementAndGet);
        await().atMost(LIMIT).until(() -> ran.get() == 1 && grown.size() > 1);
        assertEquals(
                "the log is broken",
                uncaught.stream().findFirst().map(Throwable::getMessage).orElse("nothing"));
    }

    @Test
    void aPoolThatOnceCouldNotLookAtItsThreadsLooksAgain() {
        for (int i = 0; i < MAX_THREADS; i++) {
            pool.execute(this::block);
        }
        await().atMost(LIMIT).until(this::blockEveryThread);
        unseen.set(1);
        AtomicInteger ran = new AtomicInteger();
        pool.execute(ran::incrementAndGet);
        await().atMost(LIMIT).until(() -> ran.get() == 1);
        assertEquals(
                List.of("Java heap space"),
                notStarted.stream().map(Throwable::getMessage).toList());
    }

    @Test
    void tasksThatRunForLongAreTakenToBlock() {
        AtomicInteger ran = new AtomicInteger();
        for (int i = 0; i < 3 * MAX_THREADS; i++) {
            pool.execute(() -> {
                // As a read from a socket does, which the JVM cannot tell from running.
                while (release.getCount() > 0) {
                    Thread.onSpinWait();
                }
            });
        }
        pool.execute(ran::incrementAndGet);
        await().atMost(LIMIT).until(() -> ran.get() == 1);
    }

    @Test
    void withoutAnyThreadATaskIsRefusedAndWithOneItWaits() {
        startable.set(0);
        RejectedExecutionException refused =
                assertThrows(RejectedExecutionException.class, () -> pool.execute(() -> {}));
        assertEquals(
                "unable to create native thread",
                String.valueOf(refused.getCause()).replaceFirst("^.*: ", ""));

        startable.set(2);
        AtomicInteger ran = new AtomicInteger();
        pool.execute(this::block);
        await().atMost(LIMIT).until(() -> blocked.get() == 1);
        pool.execute(ran::incrementAndGet);
        await().atMost(LIMIT).until(() -> notStarted.size() > 2);
        assertEquals(0, ran.get());
        startable.set(1);
        await().atMost(LIMIT).until(() -> ran.get() == 1);
    }

    @Test
    void whatAnEventLoopAddsIsRunAsSoonAsAThreadCanBeStarted() {
        startable.set(0);
        EventLoop loop = new DefaultEventLoop();
        try {
            AtomicInteger ran = new AtomicInteger();
            loop.execute(() -> pool.from(loop).execute(ran::incrementAndGet));
            await().atMost(LIMIT).until(() -> !notStarted.isEmpty());
            startable.set(1);
            await().atMost(LIMIT).until(() -> ran.get() == 1);
        } finally {
            loop.shutdownGracefully(0, 1, TimeUnit.SECONDS);
        }
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
    void aTaskAloneWakesTheThreadThatHasWorkedLastSoThatTheOthersEnd() {
        for (int i = 0; i < MAX_THREADS; i++) {
            pool.execute(this::block);
        }
        await().atMost(LIMIT).until(() -> blocked.get() == MAX_THREADS);
        release.countDown();
        Queue<Thread> woken = new ConcurrentLinkedQueue<>();
        for (int i = 0; i < 20; i++) {
            int before = i;
            await().atMost(LIMIT)
                    .until(() -> woken.size() == before && threads.stream().allMatch(HandlerPoolTest::waits));
            pool.execute(() -> woken.add(Thread.currentThread()));
        }
        await().atMost(LIMIT).until(() -> woken.size() == 20);
        assertEquals(1, Set.copyOf(woken).size());
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

    @Test
    void anEventLoopWakesThreadsOnceForATurnHoweverManyTasksThatAdds() throws Exception {
        DefaultEventLoop loop = new DefaultEventLoop();
        try {
            AtomicInteger ran = new AtomicInteger();
            Executor executor = pool.from(loop);
            int wakeUps = loop.submit(() -> {
                        for (int i = 0; i < 3; i++) {
                            executor.execute(ran::incrementAndGet);
                        }
                        return loop.pendingTasks();
                    })
                    .get(LIMIT.toSeconds(), TimeUnit.SECONDS);
            assertEquals(1, wakeUps);
            await().atMost(LIMIT).until(() -> ran.get() == 3);
        } finally {
            loop.shutdownGracefully(0, 1, TimeUnit.SECONDS).await(LIMIT.toMillis());
        }
    }

    @Test
    void anEventLoopThatFailsToTakeAWakeUpGetsAnotherOneWithTheNextTask() throws Exception {
        AtomicInteger failures = new AtomicInteger(1);
        EventLoop loop = new DefaultEventLoop() {
            @Override
            public void execute(Runnable task) {
                if (inEventLoop() && failures.getAndDecrement() > 0) {
                    throw new OutOfMemoryError("Java heap space");
                }
                super.execute(task);
            }
        };
        try {
            Executor executor = pool.from(loop);
            AtomicInteger refused = new AtomicInteger();
            AtomicInteger ran = new AtomicInteger();
            loop.submit(() -> {
                        assertThrows(OutOfMemoryError.class, () -> executor.execute(refused::incrementAndGet));
                        executor.execute(ran::incrementAndGet);
                    })
                    .get(LIMIT.toSeconds(), TimeUnit.SECONDS);
            await().atMost(LIMIT).until(() -> ran.get() == 1);
            assertEquals(0, refused.get());
        } finally {
            loop.shutdownGracefully(0, 1, TimeUnit.SECONDS).await(LIMIT.toMillis());
        }
    }

    @Test
    void whatAnEventLoopCouldNotAddIsAddedALittleLater() throws Exception {
        pool = poolThatCannotGrow(new AtomicInteger(3));
        // Unlike a DefaultEventLoop, it survives a task that throws.
        EventLoopGroup group = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
        EventLoop loop = group.next();
        try {
            Executor executor = pool.from(loop);
            AtomicInteger ran = new AtomicInteger();
            loop.execute(() -> {
                executor.execute(ran::incrementAndGet);
                executor.execute(ran::incrementAndGet);
            });
            await().atMost(LIMIT).until(() -> ran.get() == 2);
        } finally {
            group.shutdownGracefully(0, 1, TimeUnit.SECONDS).await(LIMIT.toMillis());
        }
    }

    @Test
    void aTaskWithWhichALongTurnCannotBeAddedIsRefusedAndAllOthersAreRun() throws Exception {
        pool = poolThatCannotGrow(new AtomicInteger(1));
        EventLoop loop = new DefaultEventLoop();
        try {
            Executor executor = pool.from(loop);
            AtomicInteger ran = new AtomicInteger();
            int taken = loop.submit(() -> {
                        for (int i = 0; i < 1_000; i++) {
                            try {
                                executor.execute(ran::incrementAndGet);
                            } catch (OutOfMemoryError e) {
                                return i;
                            }
                        }
                        return 1_000;
                    })
                    .get(LIMIT.toSeconds(), TimeUnit.SECONDS);
            assertTrue(taken < 1_000, "none was refused");
            await().atMost(LIMIT).until(() -> ran.get() >= taken);
            pool.shutdown();
            awaitNoThreads();
            assertEquals(taken, ran.get());
        } finally {
            loop.shutdownGracefully(0, 1, TimeUnit.SECONDS).await(LIMIT.toMillis());
        }
    }

    @Test
    void anEventLoopWaitsOnceForAThreadHoweverManyTurnsItHasMeanwhile() throws Exception {
        startable.set(0);
        Queue<Runnable> later = new ConcurrentLinkedQueue<>();
        EventLoop loop = new DefaultEventLoop() {
            @Override
            public ScheduledFuture<?> schedule(Runnable command, long delay, TimeUnit unit) {
                later.add(command);
                return super.schedule(() -> {}, delay, unit);
            }
        };
        try {
            Executor executor = pool.from(loop);
            AtomicInteger ran = new AtomicInteger();
            for (int turn = 1; turn <= 10; turn++) {
                int told = turn;
                loop.execute(() -> executor.execute(ran::incrementAndGet));
                await().atMost(LIMIT).until(() -> notStarted.size() == told);
            }
            assertEquals(1, later.size());
            loop.execute(later.remove());
            await().atMost(LIMIT).until(() -> later.size() == 1);
            startable.set(1);
            loop.execute(later.remove());
            await().atMost(LIMIT).until(() -> ran.get() == 10);
        } finally {
            loop.shutdownGracefully(0, 1, TimeUnit.SECONDS).await(LIMIT.toMillis());
        }
    }

    @Test
    void aThreadThatIsAwakeTakesTasksBeforeALongTurnIsOver() throws Exception {
        EventLoop loop = new DefaultEventLoop();
        try {
            pool.execute(this::block);
            await().atMost(LIMIT).until(() -> blocked.get() == 1);
            Executor executor = pool.from(loop);
            CountDownLatch first = new CountDownLatch(1);
            boolean ranWithinTheTurn = loop.submit(() -> {
                        for (int i = 0; i < 1_000; i++) {
                            executor.execute(first::countDown);
                        }
                        release.countDown();
                        return first.await(LIMIT.toSeconds(), TimeUnit.SECONDS);
                    })
                    .get(2 * LIMIT.toSeconds(), TimeUnit.SECONDS);
            assertTrue(ranWithinTheTurn);
        } finally {
            loop.shutdownGracefully(0, 1, TimeUnit.SECONDS).await(LIMIT.toMillis());
        }
    }

    @Test
    void whatAnEventLoopHasAddedIsRunAlsoIfThePoolIsShutDownBeforeItsTurnIsOver() throws Exception {
        EventLoop loop = new DefaultEventLoop();
        try {
            Executor executor = pool.from(loop);
            AtomicInteger ran = new AtomicInteger();
            loop.submit(() -> {
                        executor.execute(ran::incrementAndGet);
                        pool.shutdown();
                        assertThrows(RejectedExecutionException.class, () -> executor.execute(ran::incrementAndGet));
                    })
                    .get(LIMIT.toSeconds(), TimeUnit.SECONDS);
            await().atMost(LIMIT).until(() -> ran.get() == 1);
            awaitNoThreads();
            assertEquals(1, ran.get());
        } finally {
            loop.shutdownGracefully(0, 1, TimeUnit.SECONDS).await(LIMIT.toMillis());
        }
    }

    private HandlerPool pool(Duration idle) {
        return pool(idle, new ArrayDeque<>());
    }

    /** A pool that has no memory for more tasks, so many times. */
    private HandlerPool poolThatCannotGrow(AtomicInteger failures) {
        return pool(Duration.ofMinutes(1), new ArrayDeque<>() {
            @Override
            public boolean addAll(Collection<? extends Runnable> more) {
                if (failures.getAndDecrement() > 0) {
                    throw new OutOfMemoryError("Java heap space");
                }
                return super.addAll(more);
            }
        });
    }

    private HandlerPool pool(Duration idle, Queue<Runnable> tasks) {
        PoolListener trouble = new PoolListener() {
            @Override
            public void grown(int count) {
                grown.add(count);
                if (logBroken) {
                    throw new IllegalStateException("the log is broken");
                }
            }

            @Override
            public void notStarted(int count, Throwable error) {
                notStarted.add(error);
            }
        };
        return new HandlerPool(MAX_THREADS, idle.toNanos(), this::thread, trouble, tasks);
    }

    private Thread thread(Runnable task) {
        if (startable.getAndUpdate(left -> Math.max(0, left - 1)) == 0) {
            throw new OutOfMemoryError("unable to create native thread");
        }
        Thread thread = new Thread(task, "handler-pool-test") {
            @Override
            public State getState() {
                if (unseen.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
                    throw new OutOfMemoryError("Java heap space");
                }
                return super.getState();
            }
        };
        thread.setDaemon(true);
        thread.setUncaughtExceptionHandler((which, error) -> uncaught.add(error));
        threads.add(thread);
        return thread;
    }

    private void block() {
        blocked.incrementAndGet();
        try {
            assertTrue(release.await(LIMIT.toSeconds(), TimeUnit.SECONDS), "the test did not let the task go on");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * Gives a thread that sleeps a task that blocks, since on a busy machine the watcher may have started one more than there
     * are tasks. Returns whether no thread is left for the next task.
     */
    private boolean blockEveryThread() {
        if (threads.stream().anyMatch(HandlerPoolTest::looks)) {
            return false;
        }
        int workers = threads.size() - 1;
        if (blocked.get() < workers) {
            pool.execute(this::block);
        }
        return blocked.get() == workers;
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

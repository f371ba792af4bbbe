package dev.archon.client.internal.dispatch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.archon.client.EventsDropped;
import dev.archon.client.Overflow;
import dev.archon.protocol.event.ArchonEvent;
import dev.archon.protocol.event.LogEvent;
import dev.archon.protocol.event.LogStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Flow;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Whatever an executor does with the tasks it is given, events are delivered once and in order, and it is told. */
class ConsumerQueueTest {

    private final List<String> heard = new ArrayList<>();
    private final List<Throwable> errors = new ArrayList<>();
    private final Queue<Runnable> later = new ArrayDeque<>();
    private final Queue<Runnable> tasks = new ArrayDeque<>();

    @Test
    void anExecutorThatThrowsAnythingIsAskedAgainLater() {
        for (Throwable thrown : List.of(
                new RejectedExecutionException("full"),
                new IllegalStateException("no transaction"),
                new OutOfMemoryError("unable to create native thread"),
                new NoClassDefFoundError("an/old/Class"))) {
            heard.clear();
            errors.clear();
            boolean[] broken = {true};
            Dispatcher dispatcher = dispatcher(task -> {
                if (broken[0]) {
                    throwAny(thrown);
                }
                task.run();
            });
            offer(dispatcher, "one");
            offer(dispatcher, "two");
            assertEquals(List.of(), heard);
            broken[0] = false;
            later.remove().run();
            assertEquals(List.of("one", "two"), heard);
            assertEquals(
                    List.of(thrown), errors.stream().map(Throwable::getCause).toList());
            later.clear();
        }
    }

    @Test
    void anExecutorThatRunsATaskAndThrowsNeverthelessHasRunItOnce() {
        Dispatcher dispatcher = dispatcher(task -> {
            task.run();
            throw new IllegalStateException("after the fact");
        });
        offer(dispatcher, "one");
        offer(dispatcher, "two");
        assertEquals(List.of("one", "two"), heard);
        assertEquals(2, errors.size());
        assertTrue(later.isEmpty());
    }

    @Test
    void aTaskThatAnExecutorRunsTwiceIsRunOnce() {
        Dispatcher dispatcher = dispatcher(tasks::add);
        offer(dispatcher, "one");
        Runnable task = tasks.remove();
        task.run();
        offer(dispatcher, "two");
        task.run();
        assertEquals(List.of("one"), heard);
        tasks.remove().run();
        assertEquals(List.of("one", "two"), heard);
    }

    @Test
    void whatAnExecutorHasThrownAwayIsHandedOnAgainAtTheEnd() {
        Dispatcher dispatcher = dispatcher(tasks::add);
        offer(dispatcher, "one");
        Runnable lost = tasks.remove();
        dispatcher.close();
        tasks.remove().run();
        assertEquals(List.of("one"), heard);
        lost.run();
        assertEquals(List.of("one"), heard);
    }

    @Test
    void theEndOfDeliveryIsAfterAllThatWasOffered() {
        Dispatcher dispatcher = dispatcher(tasks::add);
        assertTrue(dispatcher.delivered().isDone());
        offer(dispatcher, "one");
        CompletableFuture<Void> first = dispatcher.delivered();
        offer(dispatcher, "two");
        CompletableFuture<Void> second = dispatcher.delivered();
        CompletableFuture<String> heardAtFirst = first.thenApply(done -> String.join(" ", heard));
        assertFalse(second.isDone());
        tasks.remove().run();
        assertEquals("one", heardAtFirst.join());
        assertTrue(second.isDone());
        assertEquals(List.of("one", "two"), heard);
    }

    @Test
    void nobodyWaitsLongerThanTheLimitForTheEndOfDelivery() throws Exception {
        Dispatcher dispatcher = dispatcher(tasks::add);
        offer(dispatcher, "blocked");
        ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1);
        try {
            CompletableFuture<Void> end = new DeliveryEnd(dispatcher, timer, Runnable::run, 10)
                    .after(CompletableFuture.completedFuture(null));
            end.get(20, TimeUnit.SECONDS);
            assertEquals(List.of(), heard);
        } finally {
            timer.shutdownNow();
        }
        CompletableFuture<Void> withoutTimer =
                new DeliveryEnd(dispatcher, timer, Runnable::run, 10).after(CompletableFuture.completedFuture(null));
        assertTrue(withoutTimer.isDone());
    }

    @Test
    void aSubscriberThatCancelsHoldsUpNoEnd() {
        Dispatcher dispatcher = dispatcher(tasks::add);
        List<Flow.Subscription> subscriptions = new ArrayList<>();
        dispatcher.publisher().subscribe(new Flow.Subscriber<>() {
            @Override
            public void onSubscribe(Flow.Subscription subscription) {
                subscriptions.add(subscription);
                subscription.request(10);
            }

            @Override
            public void onNext(ArchonEvent event) {}

            @Override
            public void onError(Throwable error) {}

            @Override
            public void onComplete() {}
        });
        tasks.remove().run();
        offer(dispatcher, "one");
        dispatcher.close();
        CompletableFuture<Void> end = dispatcher.delivered();
        subscriptions.get(0).cancel();
        for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
            task.run();
        }
        assertTrue(end.isDone());
    }

    @Test
    void aHandlerDoesNotWaitForItsOwnEnd() {
        Dispatcher dispatcher = dispatcher(Runnable::run);
        ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1);
        DeliveryEnd end = new DeliveryEnd(dispatcher, timer, Runnable::run, TimeUnit.DAYS.toMillis(1));
        List<Boolean> done = new ArrayList<>();
        dispatcher.onEvent(
                LogEvent.class,
                log -> done.add(
                        end.after(CompletableFuture.completedFuture(null)).isDone()));
        offer(dispatcher, "one");
        timer.shutdownNow();
        assertEquals(List.of(true), done);
    }

    @Test
    void manyWhoWaitForTheEndTakeNoMoreThanABoundedPlace() {
        Dispatcher dispatcher = dispatcher(tasks::add);
        offer(dispatcher, "blocked");
        List<CompletableFuture<Void>> ends = new ArrayList<>();
        for (int i = 0; i < 5_000; i++) {
            ends.add(dispatcher.delivered());
        }
        assertEquals(4_000, ends.stream().filter(CompletableFuture::isDone).count());
        for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
            task.run();
        }
        assertEquals(5_000, ends.stream().filter(CompletableFuture::isDone).count());
    }

    private Dispatcher dispatcher(Executor executor) {
        Dispatcher dispatcher = new Dispatcher(new DispatchSettings(
                executor,
                Overflow.BACKPRESSURE,
                1_000,
                1 << 20,
                () -> {},
                new DispatchCounters() {
                    @Override
                    public void dropped(EventsDropped counts) {}

                    @Override
                    public void delivered(int events, long nanos) {}
                },
                later::add,
                errors::add));
        dispatcher.onEvent(LogEvent.class, log -> heard.add(log.message()));
        return dispatcher;
    }

    private static void offer(Dispatcher dispatcher, String line) {
        List<ArchonEvent> batch = List.of(new LogEvent(LogStream.STDOUT, line));
        dispatcher.offer(batch, 100);
    }

    private static void throwAny(Throwable thrown) {
        if (thrown instanceof Error error) {
            throw error;
        }
        throw (RuntimeException) thrown;
    }
}

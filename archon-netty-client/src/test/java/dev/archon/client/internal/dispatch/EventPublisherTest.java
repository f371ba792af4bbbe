package dev.archon.client.internal.dispatch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.archon.client.EventsDropped;
import dev.archon.client.Overflow;
import dev.archon.protocol.event.ArchonEvent;
import dev.archon.protocol.event.LogEvent;
import dev.archon.protocol.event.LogStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.Flow;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class EventPublisherTest {

    @Test
    void aSubscriberGetsWhatItAsksForAndTheRestLater() {
        Recorder subscriber = new Recorder();
        Dispatcher dispatcher = dispatcher(Runnable::run, Overflow.BACKPRESSURE, 10);
        dispatcher.publisher().subscribe(subscriber);
        subscriber.subscription().request(2);
        dispatcher.offer(lines(5), 5);
        assertEquals(List.of("1", "2"), subscriber.received);
        subscriber.subscription().request(3);
        assertEquals(List.of("1", "2", "3", "4", "5"), subscriber.received);
    }

    @Test
    void aSubscriberThatAsksForNothingFillsItsQueueAndCancellingFreesIt() {
        Recorder subscriber = new Recorder();
        Dispatcher dispatcher = dispatcher(Runnable::run, Overflow.BACKPRESSURE, 10);
        dispatcher.publisher().subscribe(subscriber);
        dispatcher.offer(lines(10), 10);
        assertTrue(dispatcher.isFull());
        assertEquals(10, dispatcher.waiting());
        subscriber.subscription().cancel();
        assertFalse(dispatcher.isFull());
        assertFalse(dispatcher.wantsLogs());
    }

    @Test
    void aSlowSubscriberDoesNotKeepEventsFromAnother() {
        Recorder slow = new Recorder();
        Recorder fast = new Recorder();
        Dispatcher dispatcher = dispatcher(Runnable::run, Overflow.BACKPRESSURE, 10);
        dispatcher.publisher().subscribe(slow);
        dispatcher.publisher().subscribe(fast);
        fast.subscription().request(Long.MAX_VALUE);
        dispatcher.offer(lines(3), 3);
        assertEquals(List.of("1", "2", "3"), fast.received);
        assertEquals(List.of(), slow.received);
    }

    @Test
    void whatASubscriberLosesIsToldToTheHandlersOfDrops() {
        List<EventsDropped> dropped = new ArrayList<>();
        Recorder subscriber = new Recorder();
        Dispatcher dispatcher = dispatcher(Runnable::run, Overflow.DROP_OLDEST, 2);
        dispatcher.onDropped(dropped::add);
        dispatcher.publisher().subscribe(subscriber);
        dispatcher.offer(lines(5), 5);
        subscriber.subscription().request(10);
        assertEquals(List.of("4", "5"), subscriber.received);
        assertEquals(List.of(new EventsDropped(3, 3)), dropped);
    }

    @Test
    void closingCompletesAfterWhatWasAskedFor() {
        Recorder asking = new Recorder();
        Recorder idle = new Recorder();
        Dispatcher dispatcher = dispatcher(Runnable::run, Overflow.BACKPRESSURE, 10);
        dispatcher.publisher().subscribe(asking);
        dispatcher.publisher().subscribe(idle);
        asking.subscription().request(2);
        dispatcher.offer(lines(3), 3);
        dispatcher.close();
        assertEquals(List.of("1", "2"), asking.received);
        assertTrue(asking.completed);
        assertTrue(idle.completed);
        Recorder late = new Recorder();
        dispatcher.publisher().subscribe(late);
        assertTrue(late.completed);
    }

    @Test
    void aSubscriberThatThrowsIsReportedAndGetsNothingMore() {
        List<Throwable> errors = new ArrayList<>();
        Dispatcher dispatcher = new Dispatcher(settings(Runnable::run, Overflow.BACKPRESSURE, 10, errors::add));
        Recorder subscriber = new Recorder() {
            @Override
            public void onNext(ArchonEvent event) {
                super.onNext(event);
                throw new IllegalStateException("no more");
            }
        };
        dispatcher.publisher().subscribe(subscriber);
        subscriber.subscription().request(10);
        dispatcher.offer(lines(3), 3);
        assertEquals(List.of("1"), subscriber.received);
        assertEquals(1, errors.size());
    }

    private static Dispatcher dispatcher(Executor executor, Overflow overflow, int maxEvents) {
        return new Dispatcher(settings(executor, overflow, maxEvents, error -> {
            throw new AssertionError(error);
        }));
    }

    private static DispatchSettings settings(
            Executor executor, Overflow overflow, int maxEvents, HandlerErrors errors) {
        return new DispatchSettings(
                executor, overflow, maxEvents, 1 << 20, () -> {}, Counted.NOTHING, again -> false, errors);
    }

    private static List<ArchonEvent> lines(long count) {
        return LongStream.rangeClosed(1, count)
                .<ArchonEvent>mapToObj(i -> new LogEvent(LogStream.STDOUT, String.valueOf(i)))
                .toList();
    }

    private enum Counted implements DispatchCounters {
        NOTHING;

        @Override
        public void dropped(EventsDropped counts) {}

        @Override
        public void delivered(int events, long nanos) {}
    }

    private static class Recorder implements Flow.Subscriber<ArchonEvent> {

        private final List<String> received = new ArrayList<>();
        private Flow.@Nullable Subscription subscription;
        private boolean completed;

        Flow.Subscription subscription() {
            if (subscription == null) {
                throw new AssertionError("onSubscribe has not been called");
            }
            return subscription;
        }

        @Override
        public void onSubscribe(Flow.Subscription given) {
            subscription = given;
        }

        @Override
        public void onNext(ArchonEvent event) {
            received.add(((LogEvent) event).message());
        }

        @Override
        public void onError(Throwable error) {
            throw new AssertionError(error);
        }

        @Override
        public void onComplete() {
            completed = true;
        }
    }
}

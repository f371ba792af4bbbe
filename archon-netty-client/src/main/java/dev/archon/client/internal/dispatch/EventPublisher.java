package dev.archon.client.internal.dispatch;

import dev.archon.client.EventsDropped;
import dev.archon.protocol.event.ArchonEvent;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * A server's events as a {@link Flow.Publisher}: each subscriber has a queue of its own, and gets what it asks for.
 *
 * <p>Follows the Reactive Streams rules, whose numbers stand where they matter (version 1.0.4 of the specification).
 */
final class EventPublisher implements Flow.Publisher<ArchonEvent> {

    private final DispatchSettings settings;
    private final Outlets outlets;
    private final Consumer<EventsDropped> dropped;

    /** Adds and removes the queues of subscribers. */
    interface Outlets {

        /**
         * Adds a queue.
         *
         * @return whether there will be events; {@code false} if the server's handle is closed
         */
        boolean add(ConsumerQueue outlet);

        void remove(ConsumerQueue outlet);
    }

    EventPublisher(DispatchSettings settings, Outlets outlets, Consumer<EventsDropped> dropped) {
        this.settings = settings;
        this.outlets = outlets;
        this.dropped = dropped;
    }

    @Override
    public void subscribe(Flow.Subscriber<? super ArchonEvent> subscriber) {
        Objects.requireNonNull(subscriber, "subscriber");
        Subscribed subscribed = new Subscribed(subscriber);
        // Through the queue: onSubscribe comes first, and on the thread of all that follows (1.03).
        subscribed.outlet.run(subscribed::begin);
        if (!outlets.add(subscribed.outlet)) {
            subscribed.outlet.run(subscribed::completed);
        }
    }

    private final class Subscribed implements Receiver, Flow.Subscription {

        private final Flow.Subscriber<? super ArchonEvent> subscriber;
        private final AtomicLong demand = new AtomicLong();
        private final ConsumerQueue outlet = new ConsumerQueue(this, settings);
        private volatile boolean closing;
        private volatile boolean ended;

        Subscribed(Flow.Subscriber<? super ArchonEvent> subscriber) {
            this.subscriber = subscriber;
        }

        void begin() {
            guarded(() -> subscriber.onSubscribe(this));
        }

        @Override
        public void completed() {
            if (!ended) {
                end();
                settings.errors().guard(subscriber::onComplete);
            }
        }

        @Override
        public void request(long count) {
            if (count <= 0) {
                // 3.09, and not while something is being delivered (1.03).
                outlet.discardAndRun(
                        () -> fail(new IllegalArgumentException("request(" + count + "): must be above zero")));
                return;
            }
            // 3.17: such a demand counts as unbounded.
            demand.accumulateAndGet(count, (a, b) -> a + b < 0 ? Long.MAX_VALUE : a + b);
            outlet.wake();
        }

        @Override
        public void cancel() {
            end();
        }

        @Override
        public long demand() {
            return closing || ended ? Long.MAX_VALUE : demand.get();
        }

        @Override
        public void closing() {
            closing = true;
        }

        @Override
        public void events(List<ArchonEvent> events) {
            // What has not been asked for when the client closes is left out, so that onComplete comes (1.01).
            long count = Math.min(demand.get(), events.size());
            for (int i = 0; i < count && !ended; i++) {
                ArchonEvent event = events.get(i);
                guarded(() -> subscriber.onNext(event));
            }
            demand.accumulateAndGet(count, (now, taken) -> now == Long.MAX_VALUE ? now : now - taken);
        }

        @Override
        public void lines(LineBatch lines) {
            throw new IllegalStateException("lines were offered to a subscriber, which takes events");
        }

        @Override
        public void dropped(EventsDropped counts) {
            if (!ended) {
                EventPublisher.this.dropped.accept(counts);
            }
        }

        private void fail(Throwable error) {
            if (!ended) {
                end();
                settings.errors().guard(() -> subscriber.onError(error));
            }
        }

        private void end() {
            ended = true;
            outlets.remove(outlet);
            outlet.discard();
        }

        /** 2.13: a subscriber that throws has cancelled. */
        private void guarded(Runnable signal) {
            try {
                signal.run();
            } catch (Throwable error) {
                end();
                settings.errors().tell(error);
            }
        }
    }
}

package dev.archon.client.internal.dispatch;

import dev.archon.client.EventsDropped;
import dev.archon.client.Overflow;
import dev.archon.protocol.event.ArchonEvent;
import dev.archon.protocol.event.LogEvent;
import dev.archon.protocol.event.LogStream;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Flow;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.reactivestreams.tck.TestEnvironment;
import org.reactivestreams.tck.flow.FlowPublisherVerification;
import org.testng.annotations.AfterClass;

/**
 * The rules of Reactive Streams, tested by their own kit, which runs on TestNG: its publishers end, so this one is closed
 * when the last of its events has been delivered.
 */
@Tag("slow")
public final class ReactiveStreamsRulesTest extends FlowPublisherVerification<ArchonEvent> {

    private static final int MOST = 10_000;

    private final ExecutorService threads = Executors.newFixedThreadPool(4);

    /** The machine may be busy, so the kit waits up to 5 s for what must come, and 200 ms for what must not. */
    public ReactiveStreamsRulesTest() {
        super(new TestEnvironment(5_000, 200));
    }

    @Override
    public Flow.Publisher<ArchonEvent> createFlowPublisher(long elements) {
        return subscriber -> {
            Dispatcher dispatcher = new Dispatcher(new DispatchSettings(
                    threads,
                    Overflow.BACKPRESSURE,
                    Integer.MAX_VALUE,
                    1L << 40,
                    () -> {},
                    NOTHING,
                    again -> false,
                    error -> {}));
            dispatcher.publisher().subscribe(subscriber == null ? null : new Closing(subscriber, elements, dispatcher));
            if (elements == 0) {
                dispatcher.close();
            } else {
                dispatcher.offer(lines(Math.min(elements, MOST)), 1);
            }
        };
    }

    @Override
    public Flow.@Nullable Publisher<ArchonEvent> createFailedFlowPublisher() {
        // There is none that fails before it begins.
        return null;
    }

    @Override
    public long maxElementsFromPublisher() {
        return MOST;
    }

    @AfterClass
    void end() {
        threads.shutdownNow();
    }

    private static List<ArchonEvent> lines(long count) {
        return LongStream.rangeClosed(1, count)
                .<ArchonEvent>mapToObj(i -> new LogEvent(LogStream.STDOUT, String.valueOf(i)))
                .toList();
    }

    private static final DispatchCounters NOTHING = new DispatchCounters() {
        @Override
        public void dropped(EventsDropped counts) {}

        @Override
        public void delivered(int events, long nanos) {}
    };

    private static final class Closing implements Flow.Subscriber<ArchonEvent> {

        private final Flow.Subscriber<? super ArchonEvent> subscriber;
        private final Dispatcher dispatcher;
        private long left;

        Closing(Flow.Subscriber<? super ArchonEvent> subscriber, long left, Dispatcher dispatcher) {
            this.subscriber = subscriber;
            this.left = left;
            this.dispatcher = dispatcher;
        }

        @Override
        public void onSubscribe(Flow.Subscription subscription) {
            subscriber.onSubscribe(subscription);
        }

        @Override
        public void onNext(ArchonEvent event) {
            subscriber.onNext(event);
            left--;
            if (left == 0) {
                dispatcher.close();
            }
        }

        @Override
        public void onError(Throwable error) {
            subscriber.onError(error);
        }

        @Override
        public void onComplete() {
            subscriber.onComplete();
        }
    }
}

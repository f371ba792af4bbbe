package dev.archon.benchmarks.jmh;

import dev.archon.benchmarks.workload.Workload;
import dev.archon.client.EventsDropped;
import dev.archon.client.Overflow;
import dev.archon.client.internal.dispatch.DispatchCounters;
import dev.archon.client.internal.dispatch.DispatchSettings;
import dev.archon.client.internal.dispatch.Dispatcher;
import dev.archon.client.internal.dispatch.HandlerPool;
import dev.archon.protocol.event.ArchonEvent;
import dev.archon.protocol.event.LogEvent;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** Measures what an event costs from the event loop to the handlers, for each kind of handler, executor and overflow policy. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(3)
public class DispatchBenchmark {

    /** The kinds of handlers. */
    public enum Listening {
        /** One handler for each event. */
        EVENT,
        /** Four handlers for each event. */
        FOUR_EVENT,
        /** One handler for batches. */
        BATCH,
        /** One subscriber with unbounded demand. */
        SUBSCRIBER
    }

    /** Where handlers run. */
    public enum Where {
        /** On the thread that offers. */
        DIRECT,
        /** On one other thread. */
        THREAD,
        /** On the pool that a client has by default where there are no virtual threads. */
        POOL
    }

    private static final int BATCH = 512;
    private static final int BATCHES = 32;
    /** Less than is offered, so that the policy matters where the consumer is slower. */
    private static final int MAX_EVENTS = 4 * BATCH;

    private static final long MAX_BYTES = 1L << 30;
    private static final int BYTES_AN_EVENT = 134;
    private static final long LIMIT_NANOS = TimeUnit.SECONDS.toNanos(20);

    /** Who listens. */
    @Param
    public Listening listening = Listening.BATCH;

    /** Where handlers run. */
    @Param
    public Where executor = Where.DIRECT;

    /** What happens when the queue is full. */
    @Param
    public Overflow overflow = Overflow.BACKPRESSURE;

    private final List<ArchonEvent> batch = List.copyOf(Workload.LOG.events().subList(0, BATCH));
    private final ExecutorService thread = Executors.newSingleThreadExecutor();
    private final HandlerPool pool = new HandlerPool(
            4 * Runtime.getRuntime().availableProcessors(),
            TimeUnit.SECONDS.toNanos(10),
            new DefaultThreadFactory("handler", true));
    private final AtomicLong dropped = new AtomicLong();
    private final AtomicLong seen = new AtomicLong();
    private final AtomicLong characters = new AtomicLong();
    private long offered;
    private Dispatcher dispatcher = dispatcher();

    /** Registers the handlers. */
    @Setup
    public void listen() {
        dispatcher = dispatcher();
        switch (listening) {
            case EVENT -> dispatcher.onEvent(LogEvent.class, this::see);
            case FOUR_EVENT -> {
                for (int i = 0; i < 3; i++) {
                    dispatcher.onEvent(LogEvent.class, this::look);
                }
                dispatcher.onEvent(LogEvent.class, this::see);
            }
            case BATCH ->
                dispatcher.onBatch(events -> {
                    long length = 0;
                    for (ArchonEvent event : events) {
                        length += ((LogEvent) event).message().length();
                    }
                    characters.setPlain(characters.getPlain() + length);
                    seen.setRelease(seen.getPlain() + events.size());
                });
            case SUBSCRIBER -> dispatcher.publisher().subscribe(new Seeing());
        }
    }

    /** Stops the threads. */
    @TearDown
    public void end() {
        dispatcher.close();
        thread.shutdownNow();
        pool.shutdown();
    }

    /** An event, one of a burst of 16,384. */
    @Benchmark
    @OperationsPerInvocation(BATCH * BATCHES)
    public long offer() {
        for (int i = 0; i < BATCHES; i++) {
            if (overflow == Overflow.BACKPRESSURE) {
                await(() -> !dispatcher.isFull());
            }
            dispatcher.offer(batch, (long) BATCH * BYTES_AN_EVENT);
        }
        offered += (long) BATCH * BATCHES;
        await(() -> seen.getAcquire() + dropped.get() >= offered);
        return seen.get();
    }

    private Dispatcher dispatcher() {
        return new Dispatcher(new DispatchSettings(
                switch (executor) {
                    case DIRECT -> Runnable::run;
                    case THREAD -> thread;
                    case POOL -> pool;
                },
                overflow,
                MAX_EVENTS,
                MAX_BYTES,
                () -> {},
                new DispatchCounters() {
                    @Override
                    public void dropped(EventsDropped counts) {
                        dropped.addAndGet(counts.events());
                    }

                    @Override
                    public void delivered(int events, long nanos) {
                        // The handlers count for themselves.
                    }
                },
                again -> {
                    throw new IllegalStateException("the executor takes all tasks");
                },
                error -> {
                    throw new IllegalStateException("a handler failed", error);
                }));
    }

    private void see(LogEvent event) {
        look(event);
        seen.setRelease(seen.getPlain() + 1);
    }

    private void look(LogEvent event) {
        characters.setPlain(characters.getPlain() + event.message().length());
    }

    private static void await(BooleanSupplier condition) {
        if (condition.getAsBoolean()) {
            return;
        }
        long limit = System.nanoTime() + LIMIT_NANOS;
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - limit > 0) {
                throw new IllegalStateException("the events were not delivered in time");
            }
            Thread.onSpinWait();
        }
    }

    private final class Seeing implements Flow.Subscriber<ArchonEvent> {

        @Override
        public void onSubscribe(Flow.Subscription subscription) {
            subscription.request(Long.MAX_VALUE);
        }

        @Override
        public void onNext(ArchonEvent event) {
            see((LogEvent) event);
        }

        @Override
        public void onError(Throwable error) {
            throw new IllegalStateException("a subscriber failed", error);
        }

        @Override
        public void onComplete() {
            // Nothing is left to count.
        }
    }
}

package dev.archon.client.internal.dispatch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.archon.client.EventsDropped;
import dev.archon.client.Overflow;
import dev.archon.client.Subscription;
import dev.archon.protocol.event.ArchonEvent;
import dev.archon.protocol.event.LogEvent;
import dev.archon.protocol.event.LogStream;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What crosses threads, crossed a few hundred thousand times by as many threads as there are. */
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class OutletStressTest {

    private static final int BATCHES = 100_000;
    private static final int MAX = 64;

    private final ExecutorService executor = Executors.newFixedThreadPool(3);

    @ParameterizedTest
    @EnumSource(Overflow.class)
    void everyEventIsDeliveredInOrderByOneThreadAtATimeOrCountedAsDropped(Overflow overflow) throws Exception {
        Semaphore room = new Semaphore(0);
        AtomicLong delivered = new AtomicLong();
        AtomicLong dropped = new AtomicLong();
        AtomicInteger inside = new AtomicInteger();
        List<String> faults = new ArrayList<>();
        long[] last = {0};
        Dispatcher dispatcher = dispatcher(overflow, room::release);
        dispatcher.onBatch(batch -> {
            if (inside.incrementAndGet() != 1) {
                faults.add("two threads at once");
            }
            for (ArchonEvent event : batch) {
                long number = Long.parseLong(((LogEvent) event).message());
                if (number <= last[0]) {
                    faults.add(number + " after " + last[0]);
                }
                last[0] = number;
            }
            delivered.addAndGet(batch.size());
            inside.decrementAndGet();
        });
        dispatcher.onDropped(counts -> dropped.addAndGet(counts.events()));
        SplittableRandom random = new SplittableRandom(1);
        long offered = 0;
        for (int i = 0; i < BATCHES; i++) {
            while (dispatcher.isFull()) {
                assertTrue(room.tryAcquire(20, TimeUnit.SECONDS), "nobody said that there is room again");
            }
            int size = 1 + random.nextInt(8);
            dispatcher.offer(lines(offered, size), size);
            offered += size;
        }
        awaitEnd(dispatcher);
        assertEquals(List.of(), faults);
        assertEquals(offered, delivered.get() + dropped.get());
        if (overflow == Overflow.BACKPRESSURE) {
            assertEquals(0, dropped.get());
        }
    }

    @Test
    void handlersThatComeAndGoNeverDisturbOneThatStays() throws Exception {
        Dispatcher dispatcher = dispatcher(Overflow.BACKPRESSURE, () -> {});
        AtomicLong stays = new AtomicLong();
        dispatcher.onEvent(LogEvent.class, log -> stays.incrementAndGet());
        Thread churn = new Thread(() -> {
            while (!Thread.currentThread().isInterrupted()) {
                AtomicInteger afterClose = new AtomicInteger();
                Subscription comes = dispatcher.onEvent(LogEvent.class, log -> afterClose.incrementAndGet());
                dispatcher.onBatch(batch -> {}).close();
                comes.close();
                comes.close();
            }
        });
        churn.start();
        for (int i = 0; i < BATCHES; i++) {
            dispatcher.offer(lines(i, 1), 1);
        }
        churn.interrupt();
        churn.join(20_000);
        awaitEnd(dispatcher);
        assertEquals(BATCHES, stays.get());
    }

    private Dispatcher dispatcher(Overflow overflow, Runnable drained) {
        return new Dispatcher(new DispatchSettings(
                executor,
                overflow,
                MAX,
                1 << 20,
                drained,
                new DispatchCounters() {
                    @Override
                    public void dropped(EventsDropped counts) {}

                    @Override
                    public void delivered(int events, long nanos) {}
                },
                again -> {
                    throw new AssertionError("the executor takes all tasks");
                },
                error -> {
                    throw new AssertionError(error);
                }));
    }

    private static void awaitEnd(Dispatcher dispatcher) throws InterruptedException {
        Semaphore end = new Semaphore(0);
        dispatcher.run(end::release);
        assertTrue(end.tryAcquire(20, TimeUnit.SECONDS), "the queue was not delivered");
    }

    private static List<ArchonEvent> lines(long after, int count) {
        List<ArchonEvent> lines = new ArrayList<>();
        for (int i = 1; i <= count; i++) {
            lines.add(new LogEvent(LogStream.STDOUT, String.valueOf(after + i)));
        }
        return lines;
    }

    @AfterEach
    void end() {
        executor.shutdownNow();
    }
}

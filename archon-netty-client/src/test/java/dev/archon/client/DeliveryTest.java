package dev.archon.client;

import static dev.archon.client.Clients.LIMIT;
import static dev.archon.client.Clients.get;
import static dev.archon.client.Clients.hold;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.archon.protocol.event.ArchonEvent;
import dev.archon.protocol.event.LogEvent;
import dev.archon.protocol.event.LogStream;
import dev.archon.protocol.event.PowerState;
import dev.archon.protocol.event.PowerStateEvent;
import dev.archon.simulator.journal.JournalEntry;
import dev.archon.simulator.junit.ArchonSimulatorExtension;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeliveryTest extends ClientOfSimulator {

    @RegisterExtension
    static final ArchonSimulatorExtension SIMULATOR = withoutHistory("demo", "other");

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aBurstComesWholeAndInOrder(boolean direct) throws Exception {
        reopen(direct ? builder().directDelivery() : builder());
        List<String> lines = new ArrayList<>();
        AtomicLong count = new AtomicLong();
        server.onBatch(batch -> {
            for (ArchonEvent event : batch) {
                if (event instanceof LogEvent log && log.message().contains("[ChunkLog] #")) {
                    lines.add(log.message().replaceFirst(".*#(\\d+) .*", "$1"));
                    count.incrementAndGet();
                }
            }
        });
        get(server.connect());
        simulated.burst(50_000);
        await().atMost(LIMIT).until(() -> count.get() == 50_000);
        assertEquals(IntStream.rangeClosed(1, 50_000).mapToObj(String::valueOf).toList(), lines);
    }

    @Test
    void handlersOfDifferentTypesSeeOneOrder() throws Exception {
        List<String> seen = new CopyOnWriteArrayList<>();
        server.on(PowerStateEvent.class, power -> seen.add(power.stateValue().name()));
        server.on(LogEvent.class, log -> seen.add(log.message()));
        get(server.connect());
        await().atMost(LIMIT).until(() -> seen.contains("RUNNING"));
        seen.clear();
        simulated.emit(log("before"));
        simulated.emit(new PowerStateEvent(PowerState.STOPPING));
        simulated.emit(log("after"));
        await().atMost(LIMIT).until(() -> seen.size() == 3);
        assertEquals(List.of("before", "STOPPING", "after"), seen);
    }

    @Test
    void aHandlerThatBlocksStopsTheSocketAndNothingIsLost() throws Exception {
        reopen(builder().queue(1_000, 1 << 20));
        AtomicLong lines = new AtomicLong();
        server.on(LogEvent.class, log -> {
            hold(release);
            lines.incrementAndGet();
        });
        get(server.connect());
        simulated.burst(100_000);
        await().atMost(LIMIT).until(() -> client.metrics().eventsWaiting() > 500);
        long received = awaitRest(() -> client.metrics().eventsReceived());
        assertTrue(received < 100_000, "the socket goes on being read: " + received);
        release.countDown();
        await().atMost(LIMIT).until(() -> lines.get() >= 100_000);
        await().atMost(LIMIT).until(() -> lines.get() == simulated.logLinesSent());
        assertEquals(0, client.metrics().eventsDropped());
    }

    @Test
    void aBlockedHandlerDoesNotKeepTheTokenFromBeingRenewed() throws Exception {
        reopen(builder().queue(100, 1 << 20));
        server.on(LogEvent.class, log -> hold(release));
        get(server.connect());
        simulated.burst(50);
        simulated.expireToken();
        simulator.journal().await(JournalEntry.Auth.class, auth -> auth.detail().equals("renewed"), LIMIT);
        release.countDown();
    }

    @Test
    void aBlockedHandlerDoesNotKeepEventsFromOtherServers() throws Exception {
        ArchonServer blocked = server;
        ArchonServer other = client.server("other");
        List<String> lines = new CopyOnWriteArrayList<>();
        blocked.on(LogEvent.class, log -> hold(release));
        other.on(LogEvent.class, log -> lines.add(log.message()));
        get(blocked.connect());
        get(other.connect());
        simulated.emit(log("stuck"));
        simulator.server("other").emit(log("passes"));
        await().atMost(LIMIT).until(() -> lines.contains("passes"));
        release.countDown();
    }

    @Test
    void whatIsDroppedIsCountedToTheLineAndToldInItsPlace() throws Exception {
        for (Overflow overflow : List.of(Overflow.DROP_OLDEST, Overflow.DROP_NEWEST)) {
            try (ArchonClient dropping =
                    builder().overflow(overflow).queue(500, 1 << 20).build()) {
                ArchonServer server = dropping.server("demo");
                CountDownLatch goOn = new CountDownLatch(1);
                AtomicLong lines = new AtomicLong();
                AtomicLong dropped = new AtomicLong();
                server.on(LogEvent.class, log -> {
                    hold(goOn);
                    lines.incrementAndGet();
                });
                server.onDropped(counts -> dropped.addAndGet(counts.logLines()));
                long before = simulated.logLinesSent();
                get(server.connect());
                simulated.burst(20_000);
                await().atMost(LIMIT).until(() -> dropping.metrics().eventsReceived() >= 20_000);
                goOn.countDown();
                await().atMost(LIMIT).until(() -> lines.get() + dropped.get() == simulated.logLinesSent() - before);
                assertTrue(dropped.get() > 0, "something had to be dropped");
                assertTrue(lines.get() < 20_000);
            }
        }
    }

    @Test
    void whatAHandlerThrowsIsReportedAndTheNextEventStillComes() throws Exception {
        Map<String, Throwable> errors = new ConcurrentHashMap<>();
        reopen(builder().onHandlerError(errors::put));
        List<String> lines = new CopyOnWriteArrayList<>();
        server.on(LogEvent.class, log -> {
            throw new IllegalStateException("a handler that fails");
        });
        server.on(LogEvent.class, log -> lines.add(log.message()));
        get(server.connect());
        simulated.emit(log("one"));
        simulated.emit(log("two"));
        await().atMost(LIMIT).until(() -> lines.containsAll(List.of("one", "two")));
        assertEquals("a handler that fails", String.valueOf(errors.get("demo")).replaceFirst("^.*: ", ""));
        assertTrue(client.metrics().handlerErrors() >= 2);
    }

    @Test
    void aHandlerMayCallAnyMethodAndWaitForItsResult() throws Exception {
        List<String> lines = new CopyOnWriteArrayList<>();
        server.on(LogEvent.class, log -> {
            lines.add(log.message());
            if (log.message().equals("go")) {
                server.command("say from a handler").join();
                server.on(LogEvent.class, more -> {}).close();
                server.reconnect().join();
                lines.add("reconnected");
            }
        });
        get(server.connect());
        simulated.emit(log("go"));
        simulator.journal().awaitCommand("demo", "say from a handler", LIMIT);
        await().atMost(LIMIT).until(() -> lines.contains("reconnected"));
    }

    @Test
    void publishersPullAtTheirOwnPace() throws Exception {
        List<ArchonEvent> received = new CopyOnWriteArrayList<>();
        OneByOne subscriber = new OneByOne(received);
        server.events().subscribe(subscriber);
        get(server.connect());
        simulated.emit(log("pulled"));
        await().atMost(LIMIT).until(() -> received.contains(log("pulled")));
        client.close();
        await().atMost(LIMIT).until(() -> subscriber.completed);
    }

    @Test
    void anExecutorOfTheEmbeddersIsUsedAndLeftAlone() throws Exception {
        ExecutorService own = Executors.newSingleThreadExecutor(task -> new Thread(task, "embedders-own"));
        reopen(builder().executor(own));
        List<String> threads = new CopyOnWriteArrayList<>();
        server.on(LogEvent.class, log -> threads.add(Thread.currentThread().getName()));
        get(server.connect());
        simulated.emit(log("where am I"));
        await().atMost(LIMIT).until(() -> threads.contains("embedders-own"));
        client.close();
        assertFalse(own.isShutdown());
        own.shutdownNow();
    }

    @Test
    void directDeliveryRunsOnTheEventLoop() throws Exception {
        reopen(builder().directDelivery());
        List<String> threads = new CopyOnWriteArrayList<>();
        server.on(LogEvent.class, log -> threads.add(Thread.currentThread().getName()));
        get(server.connect());
        simulated.emit(log("where am I"));
        await().atMost(LIMIT).until(() -> !threads.isEmpty());
        assertTrue(threads.stream().allMatch(name -> name.startsWith("archon-event-loop")), threads.toString());
    }

    @Test
    void onAJdkThatHasThemHandlersRunOnVirtualThreads() throws Exception {
        org.junit.jupiter.api.Assumptions.assumeTrue(Runtime.version().feature() >= 24, "needs JDK 24");
        List<String> threads = new CopyOnWriteArrayList<>();
        server.on(LogEvent.class, log -> threads.add(Thread.currentThread().toString()));
        get(server.connect());
        simulated.emit(log("where am I"));
        await().atMost(LIMIT).until(() -> !threads.isEmpty());
        assertTrue(threads.stream().allMatch(name -> name.startsWith("VirtualThread")), threads.toString());
    }

    private final CountDownLatch release = new CountDownLatch(1);

    /** Waits until a figure does not grow any more: what goes on being read is read in far less time. */
    private static long awaitRest(LongSupplier figure) {
        long[] last = {-1};
        await().during(Duration.ofMillis(500)).atMost(LIMIT).until(() -> {
            long before = last[0];
            last[0] = figure.getAsLong();
            return last[0] == before;
        });
        return last[0];
    }

    private static LogEvent log(String message) {
        return new LogEvent(LogStream.STDOUT, message);
    }

    @AfterEach
    void release() {
        release.countDown();
    }

    private static final class OneByOne implements Flow.Subscriber<ArchonEvent> {

        private final List<ArchonEvent> received;
        private volatile Flow.Subscription subscription = new Flow.Subscription() {
            @Override
            public void request(long count) {}

            @Override
            public void cancel() {}
        };
        private volatile boolean completed;

        OneByOne(List<ArchonEvent> received) {
            this.received = received;
        }

        @Override
        public void onSubscribe(Flow.Subscription given) {
            subscription = given;
            given.request(1);
        }

        @Override
        public void onNext(ArchonEvent event) {
            received.add(event);
            subscription.request(1);
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

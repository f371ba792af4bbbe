package dev.archon.client;

import static dev.archon.client.Clients.LIMIT;
import static dev.archon.client.Clients.get;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.archon.protocol.event.ArchonEvent;
import dev.archon.protocol.event.AuthIncorrectEvent;
import dev.archon.protocol.event.LogEvent;
import dev.archon.protocol.event.LogStream;
import dev.archon.simulator.junit.SimulatedArchon;
import dev.archon.simulator.scenario.Traffic;
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Flow;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What is received is delivered, whatever the embedder's executor, handlers and listeners do. */
@SimulatedArchon(traffic = Traffic.SILENT)
class HandlerTroubleTest extends ClientOfSimulator {

    @Test
    void anExecutorThatIsFullForAMomentStallsNothing() throws Exception {
        ExecutorService pool = Executors.newSingleThreadExecutor();
        AtomicInteger refusals = new AtomicInteger();
        AtomicBoolean full = new AtomicBoolean();
        Executor executor = task -> {
            if (full.get() && refusals.incrementAndGet() <= 3) {
                throw new RejectedExecutionException("full for a moment");
            }
            pool.execute(task);
        };
        List<Throwable> errors = new CopyOnWriteArrayList<>();
        AtomicInteger lines = new AtomicInteger();
        try {
            reopen(builder()
                    .executor(executor)
                    .queue(50, 1 << 20)
                    .onHandlerError((server, error) -> errors.add(error)));
            server.on(LogEvent.class, line -> lines.incrementAndGet());
            get(server.connect());
            await().atMost(LIMIT).until(() -> client.metrics().eventsWaiting() == 0);
            full.set(true);
            int before = lines.get();
            simulated.burst(5_000);
            await().atMost(LIMIT).until(() -> lines.get() == before + 5_000);
            assertTrue(refusals.get() >= 4, "refused " + refusals.get());
            // Told once, however often it refuses.
            assertEquals(1, errors.size(), errors.toString());
        } finally {
            client.close();
            pool.shutdownNow();
        }
    }

    @Test
    void closingLosesNothingThatWaits() throws Exception {
        CountDownLatch goOn = new CountDownLatch(1);
        AtomicInteger lines = new AtomicInteger();
        server.on(LogEvent.class, line -> {
            Clients.hold(goOn);
            lines.incrementAndGet();
        });
        CountDownLatch complete = new CountDownLatch(1);
        server.events().subscribe(completing(complete));
        get(server.connect());
        // Each in a read of its own, if it can be: more of them than are delivered in one turn.
        for (int i = 0; i < 300; i++) {
            long received = client.metrics().eventsReceived();
            simulated.emit(new LogEvent(LogStream.STDOUT, "line " + i));
            await().pollInSameThread()
                    .pollInterval(1, TimeUnit.MILLISECONDS)
                    .atMost(LIMIT)
                    .until(() -> client.metrics().eventsReceived() > received);
        }
        CompletableFuture<Void> closed = CompletableFuture.runAsync(client::close);
        await().atMost(LIMIT).until(() -> server.status().state() == ServerStatus.State.CLOSED);
        goOn.countDown();
        get(closed);
        assertTrue(lines.get() >= 300, "delivered when close() has returned: " + lines);
        assertTrue(complete.await(LIMIT.toSeconds(), TimeUnit.SECONDS), "onComplete");
        assertEquals(0, client.metrics().eventsWaiting());
    }

    @Test
    void whoSubscribesToAClosedServerIsToldThatItIsOver() throws Exception {
        client.close();
        CountDownLatch complete = new CountDownLatch(1);
        server.events().subscribe(completing(complete));
        assertTrue(complete.await(LIMIT.toSeconds(), TimeUnit.SECONDS));
    }

    @Test
    void whatCameBeforeARefusedTokenInTheSameReadIsDelivered() throws Exception {
        try (HandMadeArchon archon = new HandMadeArchon()) {
            CountDownLatch connected = new CountDownLatch(1);
            archon.onWebSocket(peer -> {
                peer.accept();
                Clients.hold(connected);
                ByteArrayOutputStream frames = new ByteArrayOutputStream();
                for (int i = 0; i < 100; i++) {
                    frame(frames, "{\"event\":\"log\",\"stream\":\"stdout\",\"message\":\"line " + i + "\"}");
                }
                frame(frames, "{\"event\":\"auth-incorrect\"}");
                frame(frames, "{\"event\":\"log\",\"stream\":\"stdout\",\"message\":\"too late\"}");
                peer.sendRaw(frames.toByteArray());
                peer.readUntilClosed();
            });
            try (ArchonClient client = Clients.impatient(archon.baseUri())
                    .session(Clients.session(0).build())
                    .build()) {
                ArchonServer server = client.server("demo");
                AtomicInteger lines = new AtomicInteger();
                CountDownLatch refused = new CountDownLatch(1);
                server.on(LogEvent.class, line -> lines.incrementAndGet());
                server.on(AuthIncorrectEvent.class, event -> refused.countDown());
                get(server.connect());
                connected.countDown();
                assertTrue(refused.await(LIMIT.toSeconds(), TimeUnit.SECONDS));
                assertEquals(100, lines.get());
            }
        }
    }

    @Test
    void anErrorHandlerThatThrowsEndsNoDelivery() throws Exception {
        AtomicInteger lines = new AtomicInteger();
        AtomicInteger relayed = new AtomicInteger();
        reopen(builder().onHandlerError((server, error) -> {
            throw new IllegalStateException("the embedder's log is broken");
        }));
        server.on(LogEvent.class, line -> {
            lines.incrementAndGet();
            throw new IllegalArgumentException("on purpose");
        });
        server.onLogBytes(batch -> {
            relayed.addAndGet(batch.size());
            throw new IllegalArgumentException("on purpose");
        });
        get(server.connect());
        simulated.burst(100);
        await().atMost(LIMIT).until(() -> lines.get() >= 100 && relayed.get() >= 100);
        assertTrue(server.status().connected());
    }

    @Test
    void aStatusHandlerThatThrowsHidesNoStatusFromOthers() throws Exception {
        List<Throwable> errors = new CopyOnWriteArrayList<>();
        List<ServerStatus.State> seen = new CopyOnWriteArrayList<>();
        reopen(builder().onHandlerError((server, error) -> errors.add(error)));
        server.onStatus(status -> {
            throw new IllegalArgumentException("on purpose");
        });
        server.onStatus(status -> seen.add(status.state()));
        get(server.connect());
        await().atMost(LIMIT).until(() -> seen.contains(ServerStatus.State.CONNECTED));
        assertEquals(seen.size(), errors.size());
    }

    private static void frame(ByteArrayOutputStream out, String text) {
        out.write(0x81);
        out.write(text.length());
        out.writeBytes(text.getBytes(UTF_8));
    }

    private static Flow.Subscriber<ArchonEvent> completing(CountDownLatch complete) {
        return new Flow.Subscriber<>() {
            @Override
            public void onSubscribe(Flow.Subscription subscription) {
                subscription.request(1);
            }

            @Override
            public void onNext(ArchonEvent event) {}

            @Override
            public void onError(Throwable error) {}

            @Override
            public void onComplete() {
                complete.countDown();
            }
        };
    }
}

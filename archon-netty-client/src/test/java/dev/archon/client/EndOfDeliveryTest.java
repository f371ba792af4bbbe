package dev.archon.client;

import static dev.archon.client.Clients.LIMIT;
import static dev.archon.client.Clients.get;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.archon.protocol.event.LogEvent;
import dev.archon.protocol.event.LogStream;
import dev.archon.simulator.junit.ArchonSimulatorExtension;
import dev.archon.simulator.scenario.Fault;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** When delivery ends: after disconnect() and close() have completed no handler is called any more. */
class EndOfDeliveryTest extends ClientOfSimulator {

    @RegisterExtension
    static final ArchonSimulatorExtension SIMULATOR = withoutHistory("demo");

    private static final int LINES = 500;

    @Test
    void disconnectCompletesWhenEverythingThatWasReceivedHasBeenDelivered() throws Exception {
        holdLines();
        CompletableFuture<Integer> atTheEnd = server.disconnect().thenApply(done -> lines.get());
        await().atMost(LIMIT).until(() -> server.status().state() == ServerStatus.State.DISCONNECTED);
        assertFalse(atTheEnd.isDone());
        release.countDown();
        assertEquals(received(), get(atTheEnd));
    }

    @Test
    void disconnectAllCompletesWhenEverythingThatWasReceivedHasBeenDelivered() throws Exception {
        holdLines();
        CompletableFuture<Integer> atTheEnd = client.disconnectAll().thenApply(done -> lines.get());
        release.countDown();
        assertEquals(received(), get(atTheEnd));
    }

    @Test
    void aHandlerThatDisconnectsDoesNotWaitForItself() throws Exception {
        CompletableFuture<Void> disconnected = new CompletableFuture<>();
        List<String> heard = new CopyOnWriteArrayList<>();
        server.on(LogEvent.class, log -> {
            Clients.hold(release);
            heard.add(log.message());
            if (log.message().equals("go")) {
                server.disconnect().whenComplete((done, error) -> disconnected.complete(null));
                // Were the future to wait for this handler it would not complete as long as this does not.
                disconnected.join();
                heard.add("disconnected");
            }
        });
        get(server.connect());
        emit("go");
        emit("behind it");
        await().atMost(LIMIT).until(() -> relayed.get() == 2);
        release.countDown();
        await().atMost(LIMIT).until(() -> heard.contains("behind it"));
        assertEquals(List.of("go", "disconnected", "behind it"), heard);
    }

    @Test
    void closeReturnsWhenEverythingThatWasReceivedHasBeenDelivered() throws Exception {
        holdLines();
        CompletableFuture<Integer> atTheEnd = CompletableFuture.supplyAsync(() -> {
            client.close();
            return lines.get();
        });
        await().atMost(LIMIT).until(() -> server.status().state() == ServerStatus.State.CLOSED);
        release.countDown();
        assertEquals(received(), get(atTheEnd));
    }

    @Test
    void closeWaitsForTheHandlersOfHandlesThatWereClosedBeforeToo() throws Exception {
        holdLines();
        server.close();
        CompletableFuture<Integer> atTheEnd = CompletableFuture.supplyAsync(() -> {
            client.close();
            return lines.get();
        });
        await().atMost(LIMIT).until(() -> server.status().state() == ServerStatus.State.CLOSED);
        release.countDown();
        assertEquals(received(), get(atTheEnd));
    }

    @Test
    void whatWaitsIsDeliveredThoughTheExecutorHasForgottenIt() throws Exception {
        ExecutorService own = Executors.newSingleThreadExecutor();
        List<String> heard = new CopyOnWriteArrayList<>();
        try (ArchonClient withOwn =
                Clients.impatient(simulator.baseUri()).executor(own).build()) {
            ArchonServer forgotten = withOwn.server("demo");
            forgotten.on(LogEvent.class, log -> heard.add(log.message()));
            get(forgotten.connect());
            await().atMost(LIMIT).until(() -> withOwn.metrics().eventsWaiting() == 0);
            own.execute(() -> Clients.hold(release));
            emit("forgotten");
            await().atMost(LIMIT).until(() -> withOwn.metrics().eventsWaiting() > 0);
            own.shutdownNow();
        }
        assertTrue(heard.contains("forgotten"), heard::toString);
    }

    @Test
    void theServersThatShouldBeConnectedAreListedAlsoWhenTheyAreDown() throws Exception {
        ArchonServer unknown = client.server("unknown");
        ArchonServer unwanted = client.server("nobody-wants-it");
        assertEquals(List.of(), List.copyOf(client.servers()));
        assertEquals(0, client.metrics().servers());
        get(server.connect());
        CompletableFuture<Void> failed = unknown.connect();
        await().atMost(LIMIT).until(failed::isCompletedExceptionally);
        assertEquals(
                List.of("demo CONNECTED", "unknown FAILED"),
                client.servers().stream()
                        .map(each -> each.id() + " " + each.status().state())
                        .sorted()
                        .toList());
        assertEquals(2, client.metrics().servers());
        get(server.disconnect());
        unknown.close();
        assertEquals(List.of(), List.copyOf(client.servers()));
        assertEquals(ServerStatus.State.IDLE, unwanted.status().state());
    }

    @Test
    void aServerThatNobodyWaitsForAnyMoreIsNotListed() throws Exception {
        simulator.server("demo").fault(new Fault.TokenUnanswered());
        CompletableFuture<Void> connect = server.connect();
        assertEquals(List.of(server), List.copyOf(client.servers()));
        await().atMost(LIMIT).until(() -> server.status().state() == ServerStatus.State.CONNECTING);
        connect.cancel(true);
        await().atMost(LIMIT).until(() -> client.servers().isEmpty());
    }

    /** Has many lines wait for a handler that blocks. */
    private void holdLines() throws Exception {
        server.on(LogEvent.class, log -> {
            Clients.hold(release);
            lines.incrementAndGet();
        });
        get(server.connect());
        simulator.server("demo").burst(LINES);
        await().atMost(LIMIT).until(() -> relayed.get() >= LINES);
    }

    private int received() {
        return relayed.get();
    }

    private void emit(String message) {
        simulator.server("demo").emit(new LogEvent(LogStream.STDOUT, message));
    }

    private final CountDownLatch release = new CountDownLatch(1);
    private final AtomicInteger lines = new AtomicInteger();

    /** A relay waits for no handler, so that it counts what was received. */
    private final AtomicInteger relayed = new AtomicInteger();

    @BeforeEach
    void countWhatIsReceived() {
        server.onLogBytes(batch -> relayed.addAndGet(batch.size()));
    }

    @AfterEach
    void release() {
        release.countDown();
    }
}

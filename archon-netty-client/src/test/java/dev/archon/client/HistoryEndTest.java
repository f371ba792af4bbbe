package dev.archon.client;

import static dev.archon.client.Clients.LIMIT;
import static dev.archon.client.Clients.get;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.archon.protocol.event.InstallProgressEvent;
import dev.archon.protocol.event.LogEvent;
import dev.archon.simulator.junit.SimulatedArchon;
import dev.archon.simulator.scenario.Traffic;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The end of the replayed history, and when a server is ready. */
@SimulatedArchon(traffic = Traffic.SILENT)
class HistoryEndTest extends ClientOfSimulator {

    private static final Duration LONG = Duration.ofMinutes(5);

    @Test
    void theEndOfTheHistoryComesBehindItsLinesOnEveryConnection() throws Exception {
        start(Duration.ofMillis(100), LONG);
        simulated.burst(50);
        List<Object> seen = new CopyOnWriteArrayList<>();
        server.on(LogEvent.class, seen::add);
        server.onHistoryEnd(seen::add);
        for (int connection = 1; connection <= 2; connection++) {
            seen.clear();
            get(server.reconnect());
            await().atMost(LIMIT).until(() -> seen.stream().anyMatch(HistoryEnd.class::isInstance));
            HistoryEnd end = assertInstanceOf(HistoryEnd.class, seen.get(seen.size() - 1));
            assertTrue(end.quiet());
            assertTrue(seen.size() > 50, () -> seen.size() + " lines came before the end");
        }
    }

    @Test
    void aConsoleThatIsNeverQuietEndsItsHistoryAtTheLimit() throws Exception {
        start(LONG, Duration.ofMillis(50));
        List<HistoryEnd> ends = new CopyOnWriteArrayList<>();
        server.onHistoryEnd(ends::add);
        get(server.connect());
        await().atMost(LIMIT).until(() -> ends.size() == 1);
        assertFalse(ends.get(0).quiet());
    }

    @Test
    void aServerIsReadyWhenItHasToldWhatIsBeingInstalled() throws Exception {
        start(LONG, LONG);
        get(server.connect());
        CompletableFuture<Void> ready = server.ready();
        simulated.emit(new InstallProgressEvent(List.of()));
        get(ready);
        get(server.ready());
    }

    @Test
    void aServerThatDoesNotTellItIsReadyWhenItsHistoryIsOver() throws Exception {
        start(Duration.ofMillis(50), LONG);
        get(server.connect());
        get(server.ready());
    }

    @Test
    void readinessIsOfTheConnectionThatThereIs() throws Exception {
        start(LONG, LONG);
        get(server.connect());
        simulated.emit(new InstallProgressEvent(List.of()));
        get(server.ready());
        simulator.close();
        await().atMost(LIMIT).until(() -> server.status().state() != ServerStatus.State.CONNECTED);
        CompletableFuture<Void> ready = server.ready();
        get(server.disconnect());
        assertInstanceOf(ArchonException.class, failure(ready));
    }

    @Test
    void nobodyWaitsForAServerThatIsNotBeingConnected() {
        start(LONG, LONG);
        assertTrue(String.valueOf(failure(server.ready()).getMessage()).contains("call connect() first"));
        server.close();
        assertInstanceOf(ArchonException.class, failure(server.ready()));
    }

    @Test
    void whoeverWaitsIsToldWhenThereWillBeNoConnection() {
        start(LONG, LONG);
        ArchonServer unknown = client.server("unknown");
        CompletableFuture<Void> connected = unknown.connect();
        CompletableFuture<Void> ready = unknown.ready();
        assertEquals(failure(connected).getMessage(), failure(ready).getMessage());
    }

    private static Throwable failure(CompletableFuture<Void> future) {
        return Objects.requireNonNull(
                assertThrows(ExecutionException.class, () -> future.get(LIMIT.toSeconds(), TimeUnit.SECONDS))
                        .getCause());
    }

    private void start(Duration quiet, Duration limit) {
        reopen(builder().session(Clients.session(20).history(quiet, limit).build()));
    }
}

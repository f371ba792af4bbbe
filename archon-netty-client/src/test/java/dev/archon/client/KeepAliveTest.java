package dev.archon.client;

import static dev.archon.client.Clients.LIMIT;
import static dev.archon.client.Clients.get;
import static dev.archon.client.Clients.hold;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.archon.protocol.event.LogEvent;
import dev.archon.protocol.session.Cause;
import dev.archon.protocol.session.SessionPolicy;
import dev.archon.simulator.journal.JournalEntry;
import dev.archon.simulator.junit.ArchonSimulatorExtension;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class KeepAliveTest extends ClientOfSimulator {

    @RegisterExtension
    static final ArchonSimulatorExtension SIMULATOR = withoutHistory("demo");

    @Test
    void aSilentServerIsPingedAndStaysConnected() throws Exception {
        reopen(builder().session(pinging(Duration.ofMillis(50), Duration.ofSeconds(2))));
        get(server.connect());
        simulator.journal().await(JournalEntry.Ping.class, ping -> true, 3, LIMIT);
        assertTrue(server.status().connected());
        assertEquals(
                1, simulator.journal().entries(JournalEntry.Handshake.class).size());
    }

    @Test
    void aServerThatAnswersNoPingIsLeftAndConnectedAnew() throws Exception {
        AtomicInteger connections = new AtomicInteger();
        try (HandMadeArchon silent = new HandMadeArchon().onWebSocket(peer -> {
            connections.incrementAndGet();
            peer.accept();
            peer.readUntilClosed();
        })) {
            reopen(Clients.impatient(silent.baseUri()).session(pinging(Duration.ofMillis(50), Duration.ofMillis(200))));
            List<Cause.Kind> causes = new CopyOnWriteArrayList<>();
            server.onStatus(status -> status.lastCause().ifPresent(cause -> causes.add(cause.kind())));
            get(server.connect());
            await().atMost(LIMIT).until(() -> causes.contains(Cause.Kind.KEEP_ALIVE_TIMED_OUT));
            await().atMost(LIMIT).until(() -> connections.get() >= 2);
        }
    }

    @Test
    void aReaderThatIsPausedIsNoDeadServer() throws Exception {
        reopen(builder().queue(100, 1 << 20).session(pinging(Duration.ofMillis(50), Duration.ofMillis(100))));
        CountDownLatch release = new CountDownLatch(1);
        server.on(LogEvent.class, log -> hold(release));
        get(server.connect());
        simulator.server("demo").burst(100_000);
        // Pings go out while nothing is read, and nothing is concluded from the silence.
        simulator.journal().await(JournalEntry.Ping.class, ping -> true, 5, LIMIT);
        assertEquals(
                1, simulator.journal().entries(JournalEntry.Handshake.class).size());
        release.countDown();
    }

    private static SessionPolicy pinging(Duration idle, Duration pong) {
        return Clients.session(3).keepAlive(idle, pong).build();
    }
}

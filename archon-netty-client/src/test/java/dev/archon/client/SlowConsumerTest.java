package dev.archon.client;

import static dev.archon.client.Clients.LIMIT;
import static dev.archon.client.Clients.get;
import static dev.archon.client.Clients.hold;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.archon.simulator.ArchonSimulator;
import dev.archon.simulator.SimulatedServer;
import dev.archon.simulator.journal.JournalEntry;
import dev.archon.simulator.scenario.EventStyle;
import dev.archon.simulator.scenario.Traffic;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A handler that sleeps while far more lines come than may wait. How many is set by {@code -Darchon.slow.lines}; every
 * second the simulator says that the token expires.
 *
 * <pre>{@code
 * mvn test -pl archon-netty-client -am -Dtest=SlowConsumerTest -Dsurefire.failIfNoSpecifiedTests=false \
 *     -Darchon.slow.lines=5000000
 * }</pre>
 */
class SlowConsumerTest {

    private static final long LINES = Long.getLong("archon.slow.lines", 300_000);
    private static final int QUEUED_EVENTS = 50_000;
    private static final long QUEUED_BYTES = 8 << 20;

    /** The queue as objects, which take some times the bytes of their messages, what is read ahead, and the simulator. */
    private static final long MOST_HEAP = 48 << 20;

    private static final double MEBIBYTE = 1 << 20;

    private static final Duration FLOOD_LIMIT = LIMIT.plusMillis(LINES / 20);

    @ParameterizedTest
    @CsvSource({"BACKPRESSURE, PANEL", "DROP_OLDEST, DOC", "DROP_NEWEST, PANEL"})
    void memoryStaysInItsBoundTheTokenIsRenewedAndAllIsAccountedFor(Overflow overflow, EventStyle style)
            throws Exception {
        CountDownLatch asleep = new CountDownLatch(1);
        CountDownLatch wakes = new CountDownLatch(1);
        AtomicLong delivered = new AtomicLong();
        AtomicLong dropped = new AtomicLong();
        try (ArchonSimulator simulator = ArchonSimulator.builder()
                        .server("demo")
                        .traffic(Traffic.SILENT)
                        .events(style)
                        .historyLines(0)
                        .tokenLifetime(Duration.ofSeconds(3))
                        .tokenWarning(Duration.ofSeconds(2))
                        .start();
                ArchonClient client = Clients.impatient(simulator.baseUri())
                        .overflow(overflow)
                        .queue(QUEUED_EVENTS, QUEUED_BYTES)
                        .session(Clients.session(3)
                                .refreshLead(Duration.ofSeconds(2))
                                .build())
                        .build()) {
            SimulatedServer simulated = simulator.server("demo");
            ArchonServer server = client.server("demo");
            server.onLine(line -> {
                asleep.countDown();
                hold(wakes, FLOOD_LIMIT);
                delivered.incrementAndGet();
            });
            server.onDropped(counts -> dropped.addAndGet(counts.logLines()));
            get(server.connect());
            long before = usedHeap();
            CompletableFuture<Void> flood = simulated.flood(LINES);
            hold(asleep);
            if (overflow == Overflow.BACKPRESSURE) {
                awaitRest(client.metrics()::eventsReceived);
            } else {
                flood.get(FLOOD_LIMIT.toSeconds(), TimeUnit.SECONDS);
                await().atMost(FLOOD_LIMIT).until(() -> client.metrics().eventsReceived() >= LINES);
            }
            long waiting = client.metrics().eventsWaiting();
            assertTrue(waiting > QUEUED_EVENTS / 10, () -> waiting + " events wait");
            long used = usedHeap() - before;
            System.out.printf(
                    Locale.ROOT,
                    "slow consumer: %s, %d lines: %d events wait in %.1f MiB of heap, of %.0f MiB allowed%n",
                    overflow,
                    LINES,
                    waiting,
                    used / MEBIBYTE,
                    MOST_HEAP / MEBIBYTE);
            assertTrue(used < MOST_HEAP, () -> used + " bytes of heap for " + waiting + " events that wait");
            // The server's answer is not read while the socket is not.
            simulator
                    .journal()
                    .await(JournalEntry.Auth.class, auth -> auth.detail().equals("renewed"), 2, LIMIT);
            assertEquals(0, delivered.get());

            wakes.countDown();
            flood.get(FLOOD_LIMIT.toSeconds(), TimeUnit.SECONDS);
            await().atMost(FLOOD_LIMIT).until(() -> delivered.get() + dropped.get() == LINES);
            assertEquals(overflow == Overflow.BACKPRESSURE, dropped.get() == 0);
            simulated.burst(1);
            await().atMost(LIMIT).until(() -> delivered.get() + dropped.get() == LINES + 1);
            assertEquals(1, client.metrics().connections());
            System.out.printf(
                    Locale.ROOT,
                    "slow consumer: %s, %d lines: %d delivered, %d dropped, %d renewals%n",
                    overflow,
                    LINES,
                    delivered.get(),
                    dropped.get(),
                    client.metrics().refreshes());
        }
    }

    /** Waits until a figure stands still. */
    private static void awaitRest(LongSupplier figure) {
        AtomicLong last = new AtomicLong(-1);
        await().during(Duration.ofMillis(300)).atMost(LIMIT).until(() -> {
            long now = figure.getAsLong();
            return last.getAndSet(now) == now;
        });
    }

    private static long usedHeap() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}

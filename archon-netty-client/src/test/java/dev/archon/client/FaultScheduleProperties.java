package dev.archon.client;

import static dev.archon.client.Clients.LIMIT;
import static dev.archon.client.Clients.get;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.archon.protocol.event.LogEvent;
import dev.archon.simulator.ArchonSimulator;
import dev.archon.simulator.SimulatedServer;
import dev.archon.simulator.scenario.Traffic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.Tag;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** Random troubles over real sockets: each line is delivered once and in order, or told to be missing. */
@Tag("slow")
class FaultScheduleProperties {

    private static final Pattern NUMBER = Pattern.compile("\\[ChunkLog] #(\\d+) ");

    private static final Duration HISTORY_QUIET = Duration.ofMillis(300);

    /** A connection that is lost within its replay can leave lines that are held back for five times as long. */
    private static final Duration HISTORY_LIMIT = Duration.ofMillis(600);

    /** What can happen after some lines were printed. */
    enum Trouble {
        NONE,
        DROP,
        RESET,
        CLOSE,
        EXPIRE_TOKEN,
        DISCONNECT
    }

    @Property(tries = 25, shrinking = ShrinkingMode.OFF)
    void linesDeliveredAndLinesInMarkedGapsAreTheLinesSent(
            @ForAll @Size(min = 1, max = 6) List<Trouble> troubles,
            @ForAll @Size(6) List<@IntRange(min = 1, max = 300) Integer> bursts,
            @ForAll @IntRange(min = 1, max = 400) int history)
            throws Exception {
        try (Play play = new Play(Overflow.BACKPRESSURE, 65_536, history)) {
            for (int i = 0; i < troubles.size(); i++) {
                play.print(bursts.get(i));
                play.trouble(troubles.get(i), bursts.get(i));
            }
            play.printLast();
            play.everyJumpIsAMarkedGap();
        }
    }

    @Property(tries = 15, shrinking = ShrinkingMode.OFF)
    void linesDeliveredAndLinesReportedDroppedAreTheLinesSent(
            @ForAll("dropping") Overflow overflow,
            @ForAll @Size(min = 1, max = 5) List<Trouble> troubles,
            @ForAll @Size(5) List<@IntRange(min = 1, max = 300) Integer> bursts)
            throws Exception {
        try (Play play = new Play(overflow, 100, 5_000)) {
            for (int i = 0; i < troubles.size(); i++) {
                play.holdHandlers();
                play.print(bursts.get(i));
                play.trouble(troubles.get(i), bursts.get(i));
                play.letHandlersGoOn();
            }
            // Behind a replay that fills the queue, the last line would be dropped as well.
            play.whatIsMissingWasReported();
            play.printLast();
            play.whatIsMissingWasReported();
        }
    }

    @Provide
    Arbitrary<Overflow> dropping() {
        return Arbitraries.of(Overflow.DROP_OLDEST, Overflow.DROP_NEWEST);
    }

    private static final class Play implements AutoCloseable {

        private final ArchonSimulator simulator;
        private final SimulatedServer simulated;
        private final ArchonClient client;
        private final ArchonServer server;
        private final Semaphore handling = new Semaphore(1);

        // Written by handlers, which run one at a time, and read when the last line has come.
        private final List<Long> numbers = new ArrayList<>();
        private final List<Integer> gapsBefore = new ArrayList<>();
        private final AtomicLong newest = new AtomicLong();
        private final AtomicLong delivered = new AtomicLong();
        private final AtomicLong dropped = new AtomicLong();
        private long printed;
        private long linesBefore;

        Play(Overflow overflow, int queue, int history) throws Exception {
            simulator = ArchonSimulator.builder()
                    .server("demo")
                    .traffic(Traffic.SILENT)
                    .historyLines(history)
                    .start();
            simulated = simulator.server("demo");
            client = Clients.impatient(simulator.baseUri())
                    .session(Clients.session(1_000)
                            .history(HISTORY_QUIET, HISTORY_LIMIT)
                            .build())
                    .overflow(overflow)
                    .queue(queue, 1 << 30)
                    .consoleContinuity(history + 2_000)
                    .build();
            server = client.server("demo");
            server.on(LogEvent.class, this::handle);
            server.onGap(gap -> gapsBefore.add(numbers.size()));
            server.onDropped(counts -> dropped.addAndGet(counts.logLines()));
            get(server.connect());
            await().atMost(LIMIT).until(() -> delivered.get() == simulated.logLinesSent());
            linesBefore = delivered.get();
        }

        private void handle(LogEvent log) {
            try {
                if (!handling.tryAcquire(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
                    throw new AssertionError("the handlers were not let go on");
                }
                handling.release();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            Matcher number = NUMBER.matcher(log.message());
            if (number.find()) {
                numbers.add(Long.valueOf(number.group(1)));
                newest.set(Long.parseLong(number.group(1)));
            }
            delivered.incrementAndGet();
        }

        void holdHandlers() throws InterruptedException {
            assertTrue(handling.tryAcquire(LIMIT.toSeconds(), TimeUnit.SECONDS));
        }

        void letHandlersGoOn() {
            handling.release();
        }

        void print(int lines) {
            simulated.burst(lines);
            printed += lines;
        }

        void trouble(Trouble trouble, int missedLines) throws Exception {
            long connections = client.metrics().connections();
            switch (trouble) {
                case NONE -> {
                    return;
                }
                case EXPIRE_TOKEN -> {
                    long before = client.metrics().refreshes();
                    simulated.expireToken();
                    await().atMost(LIMIT).until(() -> client.metrics().refreshes() > before);
                    return;
                }
                case DROP -> simulated.drop();
                case RESET -> simulated.reset();
                case CLOSE -> simulated.close(1012, "restart");
                case DISCONNECT -> {
                    // Its future waits for delivery, which may be held.
                    CompletableFuture<?> unused = server.disconnect();
                    await().atMost(LIMIT).until(() -> simulated.connections() == 0);
                    print(missedLines);
                    get(server.connect());
                }
            }
            await().atMost(LIMIT).until(() -> client.metrics().connections() > connections);
        }

        void printLast() {
            await().atMost(LIMIT)
                    .until(() ->
                            simulated.connections() == 1 && client.metrics().eventsWaiting() == 0);
            print(1);
            await().atMost(LIMIT).until(() -> newest.get() == printed);
        }

        void everyJumpIsAMarkedGap() {
            for (int i = 0; i < numbers.size(); i++) {
                long expected = i == 0 ? 1 : numbers.get(i - 1) + 1;
                if (!gapsBefore.contains(i)) {
                    assertEquals(expected, numbers.get(i), "without a gap");
                } else {
                    assertTrue(numbers.get(i) >= expected, "a line came again");
                }
            }
            assertEquals(printed, numbers.get(numbers.size() - 1));
        }

        void whatIsMissingWasReported() {
            await().atMost(LIMIT).until(() -> delivered.get() + dropped.get() == linesBefore + printed);
            assertEquals(List.of(), gapsBefore);
            for (int i = 1; i < numbers.size(); i++) {
                assertTrue(numbers.get(i) > numbers.get(i - 1), "out of order");
            }
        }

        @Override
        public void close() {
            client.close();
            simulator.close();
        }
    }
}

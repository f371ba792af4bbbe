package dev.archon.client;

import static dev.archon.client.Clients.LIMIT;
import static dev.archon.client.Clients.get;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.archon.protocol.event.LogEvent;
import dev.archon.protocol.event.PowerStateEvent;
import dev.archon.simulator.ArchonSimulator;
import dev.archon.simulator.SimulatedServer;
import dev.archon.simulator.scenario.EventStyle;
import dev.archon.simulator.scenario.Traffic;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The log across lost connections. Its lines carry numbers. */
class ContinuityTest {

    private static final Pattern NUMBER = Pattern.compile("\\[ChunkLog] #(\\d+) ");

    @ParameterizedTest
    @CsvSource({"DOC, 1", "DOC, 400", "PANEL, 1", "PANEL, 400"})
    void aReconnectInMidStreamBringsEveryLineOnceAndInOrder(EventStyle style, int chunk) throws Exception {
        start(1_000, style, chunk);
        get(server.connect());
        for (int round = 1; round <= 5; round++) {
            simulated.burst(200);
            simulated.drop();
            int expected = round + 1;
            await().atMost(LIMIT).until(() -> client.metrics().connections() == expected);
        }
        simulated.burst(1);
        await().atMost(LIMIT).until(() -> newest.get() == 1_001);
        assertEquals(LongStream.rangeClosed(1, 1_001).boxed().toList(), numbers());
        assertEquals(List.of(), gaps());
    }

    @Test
    void whatTheHistoryDoesNotReachIsAMarkedGap() throws Exception {
        start(100);
        get(server.connect());
        simulated.burst(50);
        await().atMost(LIMIT).until(() -> newest.get() == 50);
        get(server.disconnect());
        simulated.burst(500);
        get(server.connect());
        await().atMost(LIMIT).until(() -> newest.get() == 550);
        List<Long> numbers = numbers();
        assertEquals(LongStream.rangeClosed(1, 50).boxed().toList(), numbers.subList(0, 50));
        assertEquals(LongStream.rangeClosed(451, 550).boxed().toList(), numbers.subList(50, numbers.size()));
        assertEquals(1, gaps().size());
        assertTrue(seen.indexOf(gaps().get(0)) == 50, "the gap is where the lines are missing");
    }

    @Test
    void whatIsHeldBackIsDeliveredWhenTheConnectionIsEnded() throws Exception {
        start(1_000);
        AtomicLong lines = new AtomicLong();
        AtomicLong states = new AtomicLong();
        server.on(LogEvent.class, log -> lines.incrementAndGet());
        server.on(PowerStateEvent.class, state -> states.incrementAndGet());
        get(server.connect());
        simulated.burst(10);
        await().atMost(LIMIT).until(() -> newest.get() == 10 && states.get() == 1);
        get(server.disconnect());
        long received = client.metrics().eventsReceived();
        // All of the history is known: nothing decides but time, or the end.
        get(server.connect());
        await().atMost(LIMIT).until(() -> client.metrics().eventsReceived() >= received + lines.get() + 4);
        get(server.disconnect());
        await().atMost(LIMIT).until(() -> states.get() == 2);
        assertEquals(LongStream.rangeClosed(1, 10).boxed().toList(), numbers());
    }

    @Test
    void withoutItTheHistoryComesAgain() throws Exception {
        simulator.close();
        simulator = simulator(1_000);
        simulated = simulator.server("demo");
        client = Clients.impatient(simulator.baseUri()).build();
        server = client.server("demo");
        AtomicLong lines = new AtomicLong();
        server.on(LogEvent.class, log -> lines.incrementAndGet());
        get(server.connect());
        await().atMost(LIMIT).until(() -> lines.get() == simulated.logLinesSent());
        long before = lines.get();
        get(server.reconnect());
        await().atMost(LIMIT).until(() -> lines.get() == simulated.logLinesSent());
        assertTrue(lines.get() >= 2 * before, lines + " lines");
    }

    private final List<Object> seen = new ArrayList<>();
    private final AtomicLong newest = new AtomicLong();
    private ArchonSimulator simulator = simulator(1);
    private SimulatedServer simulated = simulator.server("demo");
    private ArchonClient client = Clients.impatient(simulator.baseUri()).build();
    private ArchonServer server = client.server("demo");

    private void start(int history) {
        start(history, EventStyle.DOC, 1);
    }

    private void start(int history, EventStyle style, int chunk) {
        client.close();
        simulator.close();
        simulator = simulator(history, style, chunk);
        simulated = simulator.server("demo");
        client = Clients.impatient(simulator.baseUri())
                .consoleContinuity(history + 1_000)
                .session(Clients.session(20).build())
                .build();
        server = client.server("demo");
        server.onLine(line -> {
            Matcher number = NUMBER.matcher(line.text());
            if (number.find()) {
                seen.add(Long.valueOf(number.group(1)));
                newest.set(Long.parseLong(number.group(1)));
            }
        });
        server.onGap(seen::add);
    }

    private static ArchonSimulator simulator(int history) {
        return simulator(history, EventStyle.DOC, 1);
    }

    private static ArchonSimulator simulator(int history, EventStyle style, int chunk) {
        return ArchonSimulator.builder()
                .server("demo")
                .events(style)
                .historyChunk(chunk)
                .historyLines(history)
                .traffic(Traffic.SILENT)
                .start();
    }

    private List<Long> numbers() {
        return seen.stream()
                .filter(Long.class::isInstance)
                .map(Long.class::cast)
                .toList();
    }

    private List<ConsoleGap> gaps() {
        return seen.stream()
                .filter(ConsoleGap.class::isInstance)
                .map(ConsoleGap.class::cast)
                .toList();
    }

    @AfterEach
    void close() {
        client.close();
        simulator.close();
    }
}

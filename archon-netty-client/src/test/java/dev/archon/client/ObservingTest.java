package dev.archon.client;

import static dev.archon.client.Clients.LIMIT;
import static dev.archon.client.Clients.get;
import static dev.archon.client.Clients.hold;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.archon.examples.Metering;
import dev.archon.protocol.event.LogEvent;
import dev.archon.protocol.event.LogStream;
import dev.archon.simulator.junit.SimulatedArchon;
import dev.archon.simulator.scenario.Traffic;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@SimulatedArchon(traffic = Traffic.SILENT)
class ObservingTest extends ClientOfSimulator {

    @Test
    void metricsCountWhatHappens() throws Exception {
        ClientMetrics metrics = client.metrics();
        assertEquals(0, metrics.connections());
        get(server.connect());
        simulated.burst(1_000);
        await().atMost(LIMIT).until(() -> metrics.eventsReceived() >= 1_000);
        assertTrue(metrics.bytesReceived() > 50_000);
        assertEquals(1, metrics.servers());
        assertEquals(1, metrics.serversConnected());
        simulated.expireToken();
        await().atMost(LIMIT).until(() -> metrics.refreshes() == 1);
        simulated.drop();
        await().atMost(LIMIT).until(() -> metrics.connections() == 2);
        assertEquals(3, metrics.tokenCalls());
        assertTrue(metrics.retries() >= 1);
        simulated.emitRaw("{\"event\":".getBytes(StandardCharsets.UTF_8));
        await().atMost(LIMIT).until(() -> metrics.messagesUnreadable() == 1);
        get(server.disconnect());
        assertEquals(0, metrics.serversConnected());
        assertEquals(0, metrics.failures(), "what was asked for is no failure");
    }

    @Test
    void theMicrometerRecipeOfTheReadmeShowsThem() throws Exception {
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        Metering.bind(client.metrics(), registry);
        get(server.connect());
        await().atMost(LIMIT)
                .until(() ->
                        registry.get("archon.events.received").functionCounter().count() > 0);
        assertEquals(1, registry.get("archon.servers.connected").gauge().value());
    }

    @Test
    void theFlightRecorderHasConnectionsRefreshesReconnectsDropsAndSlowHandlers(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("archon.jfr");
        try (Recording recording = new Recording();
                ArchonClient dropping = Clients.impatient(simulator.baseUri())
                        .overflow(Overflow.DROP_OLDEST)
                        .queue(10, 1 << 20)
                        .build()) {
            recording.enable("dev.archon.*");
            recording.start();
            ArchonServer recorded = dropping.server("demo");
            CountDownLatch held = new CountDownLatch(1);
            CountDownLatch release = new CountDownLatch(1);
            recorded.on(LogEvent.class, log -> {
                if (log.message().equals("slow")) {
                    held.countDown();
                    hold(release);
                }
            });
            get(recorded.connect());
            simulated.emit(new LogEvent(LogStream.STDOUT, "slow"));
            // Only then: the burst would drop a line that still waits.
            hold(held);
            simulated.burst(1_000);
            await().atMost(LIMIT).until(() -> dropping.metrics().eventsDropped() > 0);
            // A handler is slow from 20 ms on.
            await().pollDelay(50, TimeUnit.MILLISECONDS).until(() -> true);
            release.countDown();
            simulated.expireToken();
            await().atMost(LIMIT).until(() -> dropping.metrics().refreshes() == 1);
            simulated.drop();
            await().atMost(LIMIT).until(() -> dropping.metrics().connections() == 2);
            recording.stop();
            recording.dump(file);
        }
        List<RecordedEvent> events = RecordingFile.readAllEvents(file);
        for (String name : List.of("Connection", "Refresh", "Reconnect", "EventsDropped", "SlowHandler")) {
            assertTrue(
                    events.stream()
                            .anyMatch(event -> event.getEventType().getName().equals("dev.archon." + name)
                                    && event.getString("server").equals("demo")),
                    name);
        }
    }

    @Test
    void eachChangeIsOneLineInTheLogAndNoTokenIsInAny() throws Exception {
        Lines lines = new Lines();
        Logger logger = Logger.getLogger("dev.archon.client");
        logger.addHandler(lines);
        try {
            get(server.connect());
            simulated.drop();
            await().atMost(LIMIT).until(() -> client.metrics().connections() == 2);
            get(server.disconnect());
            await().atMost(LIMIT).until(() -> lines.has("server demo: ended, disconnected on request"));
        } finally {
            logger.removeHandler(lines);
        }
        assertTrue(lines.has("server demo: connected"));
        assertTrue(lines.has("server demo: the connection was lost"));
        assertFalse(lines.has(Clients.TOKEN));
        assertFalse(lines.has("eyJ"), "that is how a JWT begins");
    }

    @Test
    void aFloodOfUnreadableMessagesAndOfHandlerErrorsIsAFewLinesWithACount() throws Exception {
        Lines lines = new Lines();
        Logger logger = Logger.getLogger("dev.archon.client");
        logger.addHandler(lines);
        try (ArchonClient flooded = Clients.impatient(simulator.baseUri()).build()) {
            ArchonServer handle = flooded.server("demo");
            handle.on(LogEvent.class, log -> {
                throw new IllegalStateException("on purpose");
            });
            get(handle.connect());
            byte[] unreadable = "{\"event\":".getBytes(StandardCharsets.UTF_8);
            for (int i = 0; i < 1_000; i++) {
                simulated.emitRaw(unreadable);
            }
            simulated.burst(1_000);
            await().atMost(LIMIT)
                    .until(() -> flooded.metrics().messagesUnreadable() == 1_000
                            && flooded.metrics().handlerErrors() >= 1_000);
        } finally {
            logger.removeHandler(lines);
        }
        assertEquals(20, lines.count("a message could not be read"));
        assertEquals(20, lines.count("a handler failed"));
        assertTrue(lines.has("980 more messages that could not be read within 30 s, of server demo"));
        assertTrue(lines.has("more errors of handlers within 30 s, of server demo"));
        assertEquals(Set.of("dev.archon.client.ArchonClient"), lines.sources);
    }

    private static final class Lines extends Handler {

        private final List<String> lines = new CopyOnWriteArrayList<>();
        private final SimpleFormatter formatter = new SimpleFormatter();

        /** The classes that loggers name as their callers. */
        private final Set<String> sources = ConcurrentHashMap.newKeySet();

        long count(String part) {
            return lines.stream().filter(line -> line.contains(part)).count();
        }

        boolean has(String part) {
            return lines.stream().anyMatch(line -> line.contains(part));
        }

        @Override
        public void publish(LogRecord record) {
            lines.add(formatter.formatMessage(record));
            sources.add(record.getSourceClassName());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }
}

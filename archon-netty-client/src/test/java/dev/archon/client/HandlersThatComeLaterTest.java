package dev.archon.client;

import static dev.archon.client.Clients.LIMIT;
import static dev.archon.client.Clients.get;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.archon.protocol.event.LogEvent;
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a handler of events gets that comes when there is a handler of lines already. */
class HandlersThatComeLaterTest {

    private final HandMadeArchon archon = new HandMadeArchon();
    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final List<String> events = new CopyOnWriteArrayList<>();

    @AfterEach
    void close() throws Exception {
        archon.close();
    }

    @Test
    void withDirectDeliveryAHandlerOfTheConnectFutureGetsTheHistoryOfTheSameRead() throws Exception {
        archon.onWebSocket(peer -> {
            peer.handshake();
            peer.read();
            peer.sendRaw(frames("{\"event\":\"auth-ok\"}", log("one"), log("two")));
            peer.readUntilClosed();
        });
        try (ArchonClient client =
                Clients.impatient(archon.baseUri()).directDelivery().build()) {
            ArchonServer server = client.server("demo");
            server.onLine(line -> lines.add(line.text()));
            CompletableFuture<Subscription> later =
                    server.connect().thenApply(done -> server.on(LogEvent.class, log -> events.add(log.message())));
            get(later);
            await().atMost(LIMIT).until(() -> lines.size() == 2);
        }
        assertEquals(List.of("one", "two"), lines);
        assertEquals(List.of("one", "two"), events);
    }

    @Test
    void whileLinesWaitAHandlerOfEventsGetsWhatIsReadFromThenOn() throws Exception {
        CountDownLatch registered = new CountDownLatch(1);
        CountDownLatch inHandler = new CountDownLatch(1);
        archon.onWebSocket(peer -> {
            peer.handshake();
            peer.read();
            peer.sendRaw(frames("{\"event\":\"auth-ok\"}", log("one")));
            Clients.hold(inHandler);
            peer.sendRaw(frames(log("two")));
            Clients.hold(registered);
            peer.sendRaw(frames(log("three")));
            peer.readUntilClosed();
        });
        try (ArchonClient client = Clients.impatient(archon.baseUri()).build()) {
            ArchonServer server = client.server("demo");
            server.onLine(line -> {
                inHandler.countDown();
                Clients.hold(registered);
                lines.add(line.text());
            });
            get(server.connect());
            await().atMost(LIMIT).until(() -> client.metrics().eventsReceived() >= 3);
            server.on(LogEvent.class, log -> events.add(log.message()));
            registered.countDown();
            await().atMost(LIMIT).until(() -> lines.size() == 3 && !events.isEmpty());
        }
        assertEquals(List.of("one", "two", "three"), lines);
        assertEquals(List.of("three"), events);
    }

    private static String log(String text) {
        return "{\"event\":\"log\",\"message\":\"" + text + "\"}";
    }

    /** Frames that are written at once, and so as a rule come in one read. */
    private static byte[] frames(String... messages) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (String message : messages) {
            byte[] payload = message.getBytes(UTF_8);
            all.write(0x80 | HandMadeArchon.TEXT);
            all.write(payload.length);
            all.writeBytes(payload);
        }
        return all.toByteArray();
    }
}

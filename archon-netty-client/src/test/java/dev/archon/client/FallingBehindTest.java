package dev.archon.client;

import static dev.archon.client.Clients.LIMIT;
import static dev.archon.client.Clients.get;
import static dev.archon.client.Clients.hold;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.archon.protocol.event.LogEvent;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is heeded, and how much is read, while handlers are behind and the queue is full. */
class FallingBehindTest {

    private static final int PING = 9;
    private static final int PONG = 10;
    private static final int QUEUED_EVENTS = 100;

    @Test
    void pingsAreAnsweredAndAnAnnouncedExpiryIsHeeded() throws Exception {
        List<String> answers = new CopyOnWriteArrayList<>();
        archon.onWebSocket(peer -> {
            peer.accept();
            fillTheQueue(peer);
            peer.send(true, PING, "are you there".getBytes(UTF_8));
            answers.add(readAnswer(peer));
            // The token does not say when it expires.
            peer.send(true, HandMadeArchon.TEXT, "{\"event\":\"auth-expiring\"}".getBytes(UTF_8));
            answers.add(readAnswer(peer));
            peer.readUntilClosed();
        });
        connect();
        await().atMost(LIMIT).until(() -> answers.size() == 2);
        assertEquals(PONG + " are you there", answers.get(0));
        assertTrue(answers.get(1).startsWith(HandMadeArchon.TEXT + " {\"event\":\"auth\""), answers.get(1));
        assertEquals(0, handled.get());
    }

    @Test
    void readingStopsWhenAMebibyteHasBeenReadAheadAndNothingIsLost() throws Exception {
        int lines = 8_000;
        byte[] line = log("*".repeat(1_000));
        archon.onWebSocket(peer -> {
            peer.accept();
            fillTheQueue(peer);
            for (int i = 0; i < lines; i++) {
                peer.send(true, HandMadeArchon.TEXT, line);
            }
            peer.readUntilClosed();
        });
        connect();
        await().atMost(LIMIT).until(() -> client.metrics().bytesReceived() > 900 << 10);
        long[] last = {-1};
        await().during(Duration.ofMillis(500)).atMost(LIMIT).until(() -> {
            long before = last[0];
            last[0] = client.metrics().bytesReceived();
            return last[0] == before;
        });
        // What the last read has brought comes on top.
        assertTrue(last[0] < (1 << 20) + (512 << 10) + 50_000, () -> last[0] + " bytes");
        release.countDown();
        await().atMost(LIMIT).until(() -> handled.get() == lines + 1 + 2 * QUEUED_EVENTS);
    }

    /** Otherwise the client would not read that its token was accepted, and give up one connection after the other. */
    @Test
    void aNewConnectionIsReadUntilTheServerHasAcceptedTheToken() throws Exception {
        AtomicLong connections = new AtomicLong();
        byte[] line = log("*".repeat(1_000));
        archon.onWebSocket(peer -> {
            if (connections.incrementAndGet() == 1) {
                peer.accept();
                fillTheQueue(peer);
                for (int i = 0; i < 4_000; i++) {
                    peer.send(true, HandMadeArchon.TEXT, line);
                }
            } else {
                peer.handshake();
                peer.read();
                peer.send(true, HandMadeArchon.TEXT, "{\"event\":\"uptime\",\"uptime\":1}".getBytes(UTF_8));
                peer.send(true, PING, "have you read that".getBytes(UTF_8));
                readAnswer(peer);
                peer.send(true, HandMadeArchon.TEXT, "{\"event\":\"auth-ok\"}".getBytes(UTF_8));
            }
            peer.readUntilClosed();
        });
        connect();
        await().atMost(LIMIT).until(() -> client.metrics().bytesReceived() > 900 << 10);
        get(client.server("demo").reconnect());
        assertEquals(2, connections.get());
        assertEquals(0, handled.get());
    }

    private final HandMadeArchon archon = new HandMadeArchon();
    private final CountDownLatch held = new CountDownLatch(1);
    private final CountDownLatch release = new CountDownLatch(1);
    private final AtomicLong handled = new AtomicLong();
    private final ArchonClient client =
            Clients.impatient(archon.baseUri()).queue(QUEUED_EVENTS, 2 << 20).build();

    private void connect() throws Exception {
        ArchonServer server = client.server("demo");
        server.on(LogEvent.class, log -> {
            held.countDown();
            hold(release);
            handled.incrementAndGet();
        });
        get(server.connect());
    }

    /** One line holds the handler up, the others wait. */
    private void fillTheQueue(HandMadeArchon.Peer peer) throws IOException {
        peer.send(true, HandMadeArchon.TEXT, log("first"));
        hold(held);
        ByteArrayOutputStream lines = new ByteArrayOutputStream();
        byte[] line = log("one of many");
        for (int i = 0; i < 2 * QUEUED_EVENTS; i++) {
            lines.write(0x81);
            lines.write(line.length);
            lines.writeBytes(line);
        }
        peer.sendRaw(lines.toByteArray());
        await().atMost(LIMIT).until(() -> client.metrics().eventsWaiting() >= 2 * QUEUED_EVENTS);
    }

    private static String readAnswer(HandMadeArchon.Peer peer) throws IOException {
        HandMadeArchon.Frame frame = peer.read();
        return frame.opcode() + " " + frame.text();
    }

    private static byte[] log(String message) {
        return ("{\"event\":\"log\",\"stream\":\"stdout\",\"message\":\"" + message + "\"}").getBytes(UTF_8);
    }

    @AfterEach
    void close() throws IOException {
        release.countDown();
        client.close();
        archon.close();
    }
}

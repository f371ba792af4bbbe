package dev.archon.client;

import static dev.archon.client.Clients.LIMIT;
import static dev.archon.client.Clients.get;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.archon.protocol.event.LogEvent;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

class FaultyMessageTest {

    @Test
    void aHistoryWithFaultyMessagesDoesNotCostTheConsole() throws Exception {
        try (HandMadeArchon archon = new HandMadeArchon().onWebSocket(peer -> {
                    peer.accept();
                    peer.send(true, HandMadeArchon.TEXT, log("before"));
                    peer.send(true, HandMadeArchon.TEXT, new byte[] {'"', (byte) 0xFF, '"'});
                    peer.send(true, HandMadeArchon.TEXT, log("*".repeat(5_000)));
                    peer.send(true, HandMadeArchon.TEXT, log("after"));
                    peer.readUntilClosed();
                });
                ArchonClient client = Clients.impatient(archon.baseUri())
                        .maxMessageBytes(1_000)
                        .build()) {
            List<String> lines = new CopyOnWriteArrayList<>();
            ArchonServer server = client.server("demo");
            server.on(LogEvent.class, log -> lines.add(log.message()));
            get(server.connect());
            await().atMost(LIMIT).until(() -> lines.contains("after"));
            assertEquals(List.of("before", "after"), lines);
            assertEquals(2, client.metrics().messagesUnreadable());
            assertEquals(1, client.metrics().connections());
        }
    }

    private static byte[] log(String message) {
        return ("{\"event\":\"log\",\"stream\":\"stdout\",\"message\":\"" + message + "\"}").getBytes(UTF_8);
    }
}

package dev.archon.client;

import static dev.archon.client.Clients.LIMIT;
import static dev.archon.client.Clients.get;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.archon.client.HandMadeArchon.Frame;
import dev.archon.protocol.event.LogEvent;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.zip.Deflater;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CompressionTest {

    private static final String ACCEPTED = "Sec-WebSocket-Extensions: permessage-deflate";
    private static final int COMPRESSED_TEXT = 0xC1;
    private static final int LIMIT_BYTES = 1 << 20;

    @Test
    void itIsNotOfferedUnlessAskedFor() throws Exception {
        archon.onWebSocket(peer -> {
            requests.add(peer.accept());
            peer.readUntilClosed();
        });
        try (ArchonClient client = Clients.impatient(archon.baseUri()).build()) {
            get(client.server("demo").connect());
            // The client may be told before the server's thread goes on.
            await().atMost(LIMIT).until(() -> !requests.isEmpty());
            assertFalse(requests.get(0).toLowerCase(Locale.ROOT).contains("sec-websocket-extensions"), requests.get(0));
        }
    }

    @Test
    void compressedMessagesAreInflated() throws Exception {
        archon.onWebSocket(peer -> {
            requests.add(peer.accept(ACCEPTED));
            Deflater deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, true);
            // The second message refers to the first one's text.
            peer.send(COMPRESSED_TEXT, deflated(deflater, log("a line that comes twice")));
            peer.send(COMPRESSED_TEXT, deflated(deflater, log("a line that comes twice")));
            peer.send(true, HandMadeArchon.TEXT, log("as it is"));
            peer.readUntilClosed();
        });
        List<String> lines = connect();
        await().atMost(LIMIT)
                .until(() -> lines.equals(List.of("a line that comes twice", "a line that comes twice", "as it is")));
        assertTrue(requests.get(0).contains("permessage-deflate"), requests.get(0));
    }

    @Test
    void aServerMayDecline() throws Exception {
        archon.onWebSocket(peer -> {
            peer.accept();
            peer.send(true, HandMadeArchon.TEXT, log("as it is"));
            peer.readUntilClosed();
        });
        List<String> lines = connect();
        await().atMost(LIMIT).until(() -> lines.equals(List.of("as it is")));
    }

    @Test
    void whatIsSentIsNeverCompressed() throws Exception {
        List<Frame> frames = new CopyOnWriteArrayList<>();
        archon.onWebSocket(peer -> {
            peer.handshake(ACCEPTED);
            frames.add(peer.read());
            peer.send(true, HandMadeArchon.TEXT, "{\"event\":\"auth-ok\"}".getBytes(UTF_8));
            frames.add(peer.read());
            peer.readUntilClosed();
        });
        connect();
        get(client.server("demo").command("say say say say say say say say"));
        await().atMost(LIMIT).until(() -> frames.size() == 2);
        assertTrue(frames.stream().noneMatch(Frame::compressed));
        assertTrue(frames.get(1).text().contains("say say say"), frames.get(1).text());
    }

    @Test
    void aMessageThatGrowsOverTheLimitIsRefusedWith1009() throws Exception {
        assertEquals(1009, codeAfter(peer -> peer.send(COMPRESSED_TEXT, bomb(64 << 20))));
    }

    @Test
    void aMessageThatGrowsOverTheLimitInPiecesIsRefusedWith1009() throws Exception {
        assertEquals(1009, codeAfter(peer -> {
            byte[] whole = bomb((3 * LIMIT_BYTES) / 2);
            int half = whole.length / 2;
            peer.send(0x41, Arrays.copyOf(whole, half));
            peer.send(0x80, Arrays.copyOfRange(whole, half, whole.length));
        }));
    }

    @Test
    void whatCannotBeInflatedIsRefusedWith1007() throws Exception {
        assertEquals(
                1007, codeAfter(peer -> peer.send(COMPRESSED_TEXT, new byte[] {(byte) 0xFF, (byte) 0xFF, 1, 2, 3})));
    }

    private int codeAfter(HandMadeArchon.Script script) throws Exception {
        List<Integer> codes = new CopyOnWriteArrayList<>();
        archon.onWebSocket(peer -> {
            peer.accept(ACCEPTED);
            script.play(peer);
            codes.add(peer.readCloseCode());
        });
        connect();
        await().atMost(LIMIT).until(() -> !codes.isEmpty());
        return codes.get(0);
    }

    private List<String> connect() throws Exception {
        client = Clients.impatient(archon.baseUri())
                .compression(true)
                .maxMessageBytes(LIMIT_BYTES)
                .oversizedMessages(FaultyMessage.END_CONNECTION)
                .invalidUtf8(FaultyMessage.END_CONNECTION)
                .build();
        List<String> lines = new CopyOnWriteArrayList<>();
        ArchonServer server = client.server("demo");
        server.on(LogEvent.class, log -> lines.add(log.message()));
        get(server.connect());
        return lines;
    }

    private static byte[] log(String message) {
        return ("{\"event\":\"log\",\"stream\":\"stdout\",\"message\":\"" + message + "\"}").getBytes(UTF_8);
    }

    private static byte[] bomb(int size) {
        return deflated(new Deflater(Deflater.BEST_COMPRESSION, true), new byte[size]);
    }

    /** RFC 7692, section 7.2.1: flushed, and without the four bytes that end every flush. */
    private static byte[] deflated(Deflater deflater, byte[] text) {
        deflater.setInput(text);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        byte[] buffer = new byte[8192];
        int length = deflater.deflate(buffer, 0, buffer.length, Deflater.SYNC_FLUSH);
        while (length > 0) {
            out.write(buffer, 0, length);
            length = deflater.deflate(buffer, 0, buffer.length, Deflater.SYNC_FLUSH);
        }
        return Arrays.copyOf(out.toByteArray(), out.size() - 4);
    }

    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final HandMadeArchon archon = new HandMadeArchon();
    private ArchonClient client = Clients.impatient(archon.baseUri()).build();

    @AfterEach
    void close() throws IOException {
        client.close();
        archon.close();
    }
}

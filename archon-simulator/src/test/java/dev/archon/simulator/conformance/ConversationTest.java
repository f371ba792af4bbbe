package dev.archon.simulator.conformance;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.archon.simulator.conformance.Seen.Message.Kind;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is said on a connection is read from its bytes, however they come, and without its secrets. */
class ConversationTest {

    private static final String API_TOKEN = "the-api-token";
    private static final String JWT = "eyJhbGciOiJIUzI1NiJ9.e30.c2lnbmF0dXJl";

    private final List<Seen> seen = new ArrayList<>();
    private final Conversation conversation = new Conversation(7, new CaseSecrets(API_TOKEN), seen::add);
    private int now;

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7, 100_000})
    void aWholeConversationIsRead(int piece) {
        client(
                "GET /modrinth/v0/servers/demo/ws HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer " + API_TOKEN
                        + "\r\n\r\n",
                piece);
        String body = "{\"url\":\"ws://a/modrinth/v0/ws/demo\",\"token\":\"" + JWT + "\"}";
        server("HTTP/1.1 200 OK\r\nContent-Length: " + body.length() + "\r\n\r\n" + body, piece);
        client(
                "GET /modrinth/v0/ws/demo?t=" + JWT
                        + " HTTP/1.1\r\nHost: a\r\nUPGRADE: websocket\r\nX: 1\r\nx: 2\r\n\r\n",
                piece);
        server("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n\r\n", piece);
        client(frame("{\"event\":\"auth\",\"jwt\":\"" + JWT + "\"}"), piece);
        server("\u0081\u0013{\"event\":\"auth-ok\"}", piece);
        client(frame("{\"event\":\"command\",\"cmd\":\"say \u00e4\"}"), piece);
        client(frame("nonsense"), piece);

        CaseJournal journal = new CaseJournal(seen, Duration.ofSeconds(9));
        assertEquals(1, journal.tokenCalls().size());
        assertEquals("Bearer [API token]", journal.tokenCalls().get(0).header("authorization"));
        assertEquals(
                "/modrinth/v0/ws/demo?t=[token 1]", journal.upgrades().get(0).target());
        assertEquals("1, 2", journal.upgrades().get(0).header("x"));
        assertTrue(journal.issuedAt(1).isPresent());
        assertEquals(
                List.of(1), journal.auths().stream().map(Seen.Message::token).toList());
        assertEquals(1, journal.accepted().size());
        assertEquals("say \u00e4", journal.commands().get(0).text());
        assertEquals(
                1,
                journal.all(Seen.Message.class, message -> message.kind() == Kind.UNREADABLE)
                        .size());
        CaseJournal.Socket socket = journal.sockets().get(0);
        assertEquals(7, socket.connection());
        assertTrue(socket.isAccepted());
        assertFalse(seen.toString().contains(JWT) || seen.toString().contains(API_TOKEN), seen.toString());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 100_000})
    void bodiesOfEveryKindAreSkipped(int piece) {
        client(
                "POST /a HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n2;x=y\r\n\r\n\r\n0\r\nTrailer: 1\r\n\r\n",
                piece);
        client("POST /b HTTP/1.1\r\nContent-Length: 4\r\n\r\nGET GET /c HTTP/1.1\r\n\r\n", piece);
        server(
                "HTTP/1.1 204 No Content\r\n\r\nHTTP/1.1 404 Not Found\r\nContent-Length: 2\r\n\r\n{}HTTP/1.1 503 x\r\n\r\n",
                piece);

        assertEquals(
                List.of("/a", "/b", "/c"),
                seen.stream()
                        .filter(Seen.Request.class::isInstance)
                        .map(one -> ((Seen.Request) one).target())
                        .toList());
        assertEquals(
                List.of(204, 404, 503),
                seen.stream()
                        .filter(Seen.Response.class::isInstance)
                        .map(one -> ((Seen.Response) one).status())
                        .toList());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"\r\n\r\n", "x\r\n\r\n", "GET / HTTP/1.1\r\nContent-Length: many\r\n\r\n", "GET  \r\n: :\r\n\r\n"
            })
    void whatIsNoHttpIsReadAsFarAsItGoes(String bytes) {
        client(bytes, 1);
        assertEquals(1, seen.size());
    }

    private void client(String bytes, int piece) {
        read(Peer.CLIENT, bytes, piece);
    }

    private void server(String bytes, int piece) {
        read(Peer.SERVER, bytes, piece);
    }

    private void read(Peer by, String text, int piece) {
        byte[] bytes = text.getBytes(ISO_8859_1);
        for (int at = 0; at < bytes.length; at += piece) {
            byte[] part = Arrays.copyOfRange(bytes, at, Math.min(bytes.length, at + piece));
            conversation.read(by, Duration.ofMillis(++now), part, part.length);
        }
    }

    /** A masked text frame, one character for each byte. */
    private static String frame(String text) {
        byte[] payload = text.getBytes(UTF_8);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(0x81);
        out.write(0x80 | payload.length);
        byte[] key = {1, 2, 3, (byte) 0x84};
        out.writeBytes(key);
        for (int i = 0; i < payload.length; i++) {
            out.write(payload[i] ^ key[i % 4]);
        }
        return out.toString(ISO_8859_1);
    }
}

package dev.archon.client.internal.handshake;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.archon.client.internal.net.Route;
import java.net.URI;
import java.util.Base64;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class HandshakeRequestTest {

    /** The example of RFC 6455, section 1.3. */
    @Test
    void theAnswerMustBelongToTheKey() {
        HandshakeRequest request = request("ws://node.example/ws", false, null);
        assertEquals("s3pPLMBiTxaQ9kYGzzhZRbK+xOo=", request.accept());
    }

    @Test
    void aRequestAsksForNoMoreThanIsSet() {
        assertEquals(
                """
                GET /ws?a=%20b HTTP/1.1\r
                Host: wings_1:8080\r
                Upgrade: websocket\r
                Connection: Upgrade\r
                Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r
                Sec-WebSocket-Version: 13\r
                User-Agent: test\r
                X-One: 1\r
                \r
                """,
                new String(request("ws://wings_1:8080/ws?a=%20b", false, null).bytes(), UTF_8));
    }

    @Test
    void everythingThatIsSetIsAskedFor() {
        assertEquals(
                """
                GET / HTTP/1.1\r
                Host: [::1]\r
                Upgrade: websocket\r
                Connection: Upgrade\r
                Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r
                Sec-WebSocket-Version: 13\r
                Sec-WebSocket-Extensions: permessage-deflate; client_no_context_takeover\r
                Origin: https://panel.example\r
                User-Agent: test\r
                X-One: 1\r
                \r
                """,
                new String(
                        request("wss://[::1]:443", true, "https://panel.example")
                                .bytes(),
                        UTF_8));
    }

    private static HandshakeRequest request(String address, boolean compression, @Nullable String origin) {
        URI uri = URI.create(address);
        byte[] nonce = Base64.getDecoder().decode("dGhlIHNhbXBsZSBub25jZQ==");
        return new HandshakeRequest(
                uri,
                Route.to(uri, null),
                nonce,
                new HandshakeRequest.Settings(compression, "test", origin, Map.of("X-One", "1")));
    }
}

package dev.archon.protocol.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.archon.protocol.rest.WebSocketCredentials;
import dev.archon.protocol.rest.WebSocketUrl;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/**
 * Bytes that a fuzzer thinks up, as what REST calls answer. Fuzzed like {@link EventCodecFuzzTest}, one method at a time:
 *
 * <pre>{@code
 * mvn test -pl archon-protocol -Pfuzz -Dtest=RestCodecFuzzTest#decodes
 * }</pre>
 */
class RestCodecFuzzTest {

    @FuzzTest(maxDuration = "5m")
    void decodes(byte[] body) throws Exception {
        Outcome outcome = Outcome.of(() -> RestCodec.decodeCredentials(body));
        if (outcome.value() instanceof WebSocketCredentials read) {
            assertEquals(read, RestCodec.decodeCredentials(RestCodec.encodeCredentials(read)));
        } else {
            assertTrue(String.valueOf(outcome.error()).length() < 200, outcome::toString);
        }
        Outcome.of(() -> RestCodec.decodePower(body));
        assertNotNull(RestCodec.decodeError(body));
    }

    @FuzzTest(maxDuration = "5m")
    void readsExpiry(byte[] token) {
        assertNotNull(JwtClaims.expiry(new String(token, StandardCharsets.UTF_8)));
    }

    @FuzzTest(maxDuration = "5m")
    void resolvesAddresses(byte[] address) {
        URI base = URI.create("https://archon.example.com");
        String url = new String(address, StandardCharsets.UTF_8);
        try {
            URI resolved = WebSocketUrl.resolve(url, base, false);
            assertEquals("wss", resolved.getScheme());
            assertNotNull(resolved.getHost());
            assertFalse(resolved.getRawPath().isEmpty());
        } catch (IllegalArgumentException e) {
            assertTrue(String.valueOf(e.getMessage()).startsWith("the server named a "), e::toString);
        }
    }
}

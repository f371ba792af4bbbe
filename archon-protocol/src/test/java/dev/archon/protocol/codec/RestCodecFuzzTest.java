package dev.archon.protocol.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.archon.protocol.check.WebAddress;
import dev.archon.protocol.rest.PowerAction;
import dev.archon.protocol.rest.WebSocketCredentials;
import dev.archon.protocol.rest.WebSocketUrl;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;

/**
 * Any bytes as what the calls that a connection needs answer with. Replayed and fuzzed like {@link EventCodecFuzzTest}.
 *
 * <p>Holds that credentials and power actions survive being written and read; that an error is a {@link ProtocolException}
 * with a short text that names nothing of the body, and an offset within it; that the expiry of a token is that of its
 * payload, whatever stands around it; and that an address is one of a WebSocket.
 */
class RestCodecFuzzTest {

    @FuzzTest
    void decodes(byte[] body) throws Exception {
        Outcome credentials = Outcome.of(() -> RestCodec.decodeCredentials(body));
        if (credentials.value() instanceof WebSocketCredentials read) {
            assertEquals(read, RestCodec.decodeCredentials(RestCodec.encodeCredentials(read)));
            assertFalse(read.token().value().isBlank());
            assertNotNull(JwtClaims.expiry(read.token()));
        } else {
            isAnError(credentials, body);
        }
        Outcome power = Outcome.of(() -> RestCodec.decodePower(body));
        if (power.value() instanceof Optional<?> action) {
            if (action.isPresent()) {
                assertEquals(action, RestCodec.decodePower(RestCodec.encodePower((PowerAction) action.get())));
            }
        } else {
            isAnError(power, body);
        }
        Optional<String> words = RestCodec.decodeError(body);
        if (words.isPresent()) {
            assertEquals(words, RestCodec.decodeError(RestCodec.encodeError("", words.get())));
            assertEquals(words, RestCodec.decodeError(RestCodec.encodeError(words.get(), "")));
        }
    }

    private static void isAnError(Outcome outcome, byte[] body) {
        assertTrue(String.valueOf(outcome.error()).length() < 200, outcome::toString);
        assertTrue(outcome.offset() >= 0 && outcome.offset() <= body.length, outcome::toString);
    }

    @FuzzTest
    void readsExpiry(byte[] token) {
        assertNotNull(JwtClaims.expiry(new String(token, StandardCharsets.UTF_8)));
        // Random bytes are hardly ever base64, so the bytes are used as the payload, too.
        String payload = Base64.getUrlEncoder().withoutPadding().encodeToString(token);
        Optional<Instant> expiry = JwtClaims.expiry("h." + payload + ".s");
        assertEquals(expiry, JwtClaims.expiry("." + payload + "."));
        if (expiry.isPresent()) {
            byte[] plain = ("{\"exp\":" + expiry.get().getEpochSecond() + "}").getBytes(StandardCharsets.UTF_8);
            assertEquals(
                    expiry,
                    JwtClaims.expiry("h." + Base64.getUrlEncoder().encodeToString(plain) + ".s"),
                    "written and read again");
        }
    }

    @FuzzTest
    void resolvesAddresses(byte[] address) {
        URI base = URI.create("https://archon.example.com");
        String url = new String(address, StandardCharsets.UTF_8);
        try {
            URI resolved = WebSocketUrl.resolve(url, base, false);
            assertEquals("wss", resolved.getScheme());
            assertNotNull(WebAddress.host(resolved));
            assertFalse(resolved.getRawPath().isEmpty());
            assertEquals(resolved, WebSocketUrl.resolve(resolved.toString(), base, false), "resolved again");
        } catch (IllegalArgumentException e) {
            assertTrue(String.valueOf(e.getMessage()).startsWith("the server named a "), e::toString);
        }
    }
}

package dev.archon.protocol.codec;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.archon.protocol.rest.Jwt;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** When a token says that it expires. */
class JwtClaimsTest {

    @Test
    void isReadFromThePayloadWithoutLookingAtTheSignature() {
        // From RFC 7519, section 3.1.
        String token = "eyJ0eXAiOiJKV1QiLA0KICJhbGciOiJIUzI1NiJ9"
                + ".eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ"
                + ".dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
        assertEquals(Optional.of(Instant.ofEpochSecond(1_300_819_380)), JwtClaims.expiry(new Jwt(token)));
    }

    @ParameterizedTest
    @CsvSource({"1700000000, 1700000000", "1.7e9, 1700000000", "1700000000.9, 1700000000", "0, 0", "-1, -1"})
    void isAnyNumber(String exp, long seconds) {
        assertEquals(Optional.of(Instant.ofEpochSecond(seconds)), JwtClaims.expiry(token("{\"exp\":" + exp + "}")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"exp\":null}",
                "{\"exp\":\"1700000000\"}",
                "{\"exp\":1e18}",
                "{\"exp\":1e99}",
                "[1]",
                "",
                "{\"exp\":1",
                "{\"exp\":1}x"
            })
    void isUnknownWhereThePayloadHasNone(String payload) {
        assertEquals(Optional.empty(), JwtClaims.expiry(token(payload)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "..", "...", "opaque", "a.b", "a.!.c", "é.é.é", "a.eyJleHAiOjF9"})
    void isUnknownForWhatIsNoJwt(String token) {
        assertEquals(Optional.empty(), JwtClaims.expiry(token));
    }

    @Test
    void doesNotNeedASignature() {
        assertEquals(Optional.of(Instant.ofEpochSecond(1)), JwtClaims.expiry(".eyJleHAiOjF9."));
    }

    private static String token(String payload) {
        return "e30." + Base64.getUrlEncoder().withoutPadding().encodeToString(payload.getBytes(UTF_8)) + ".c2ln";
    }
}

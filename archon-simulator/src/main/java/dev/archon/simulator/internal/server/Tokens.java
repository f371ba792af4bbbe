package dev.archon.simulator.internal.server;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Makes and checks the tokens of WebSockets: JWTs signed with HS256, with the server's id and an expiry. */
public final class Tokens {

    private static final JsonMapper JSON = new JsonMapper();
    private static final String HEADER = base64("{\"alg\":\"HS256\",\"typ\":\"JWT\"}".getBytes(StandardCharsets.UTF_8));

    /** From here on whole seconds will do, and an integer is what every client reads. */
    private static final Duration NOT_LONG = Duration.ofMinutes(1);

    private final SecretKeySpec key;

    /**
     * Makes the key. It comes from the seed, so that the same run makes the same tokens.
     *
     * @param seed any number
     */
    public Tokens(long seed) {
        this.key = new SecretKeySpec(sha256("archon-simulator " + seed), "HmacSHA256");
    }

    /** The result of checking a token. */
    sealed interface Verdict {

        /**
         * The token is sound.
         *
         * @param serial its number among the server's tokens
         * @param expiry when it expires, by the outside's clock
         */
        record Accepted(long serial, Instant expiry) implements Verdict {}

        /**
         * The token is refused.
         *
         * @param why the reason, for the journal
         */
        record Refused(String why) implements Verdict {}
    }

    /**
     * Makes a token.
     *
     * @param scope its purpose; empty for WebSockets
     */
    String issue(String server, String scope, long serial, Instant issuedAt, Instant expiry) {
        ObjectNode claims = JSON.createObjectNode()
                .put("server_id", server)
                .put("jti", serial)
                .put("iat", issuedAt.getEpochSecond());
        if (!scope.isEmpty()) {
            claims.put("scope", scope);
        }
        if (Duration.between(issuedAt, expiry).compareTo(NOT_LONG) < 0) {
            // A test's lifetime, or one of a time that runs faster, in which milliseconds count.
            claims.put("exp", BigDecimal.valueOf(expiry.toEpochMilli(), 3));
        } else {
            claims.put("exp", expiry.getEpochSecond());
        }
        String signed = HEADER + "." + base64(JSON.writeValueAsBytes(claims));
        return signed + "." + base64(sign(signed));
    }

    /**
     * The server that a token names, which it may do falsely.
     *
     * @param jwt the token
     * @return the server's id; empty if the token cannot be read
     */
    public static Optional<String> serverIn(String jwt) {
        int claimsAt = jwt.indexOf('.') + 1;
        int signatureAt = jwt.lastIndexOf('.') + 1;
        if (claimsAt == 0 || signatureAt == claimsAt) {
            return Optional.empty();
        }
        try {
            JsonNode claims = JSON.readTree(Base64.getUrlDecoder().decode(jwt.substring(claimsAt, signatureAt - 1)));
            return Optional.of(claims.path("server_id").asString("")).filter(id -> !id.isEmpty());
        } catch (IllegalArgumentException | JacksonException e) {
            return Optional.empty();
        }
    }

    Verdict check(String jwt, String server, String scope, Instant now) {
        int claimsAt = jwt.indexOf('.') + 1;
        int signatureAt = jwt.lastIndexOf('.') + 1;
        if (claimsAt == 0 || signatureAt == claimsAt) {
            return new Verdict.Refused("not a JWT");
        }
        try {
            byte[] signature = Base64.getUrlDecoder().decode(jwt.substring(signatureAt));
            if (!MessageDigest.isEqual(signature, sign(jwt.substring(0, signatureAt - 1)))) {
                return new Verdict.Refused("wrong signature");
            }
            JsonNode claims = JSON.readTree(Base64.getUrlDecoder().decode(jwt.substring(claimsAt, signatureAt - 1)));
            if (!claims.path("server_id").asString("").equals(server)) {
                return new Verdict.Refused("for another server");
            }
            if (!claims.path("scope").asString("").equals(scope)) {
                return new Verdict.Refused("for another use");
            }
            Instant expiry = instant(claims.path("exp").asDecimal(BigDecimal.ZERO));
            if (!now.isBefore(expiry)) {
                return new Verdict.Refused("expired");
            }
            return new Verdict.Accepted(claims.path("jti").asLong(0), expiry);
        } catch (IllegalArgumentException | JacksonException e) {
            return new Verdict.Refused("garbled");
        }
    }

    private byte[] sign(String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java lacks HmacSHA256, which every Java must have", e);
        }
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java lacks SHA-256, which every Java must have", e);
        }
    }

    private static Instant instant(BigDecimal seconds) {
        return Instant.ofEpochMilli(seconds.movePointRight(3).longValue());
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}

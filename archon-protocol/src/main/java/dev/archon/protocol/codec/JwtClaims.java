package dev.archon.protocol.codec;

import dev.archon.protocol.rest.Jwt;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;

/** Reads the claim of a token that a client needs: when it expires. Nothing is verified; that is up to the server. */
public final class JwtClaims {

    private static final FieldSelection CLAIMS = FieldSelection.of("exp");

    private JwtClaims() {}

    /**
     * Reads the expiry of a token.
     *
     * @param token the token
     * @return its {@code exp}; empty if it has none that can be read, or is no JWT at all
     */
    public static Optional<Instant> expiry(Jwt token) {
        return expiry(token.value());
    }

    /**
     * Reads the expiry of a token (RFC 7519, section 4.1.4).
     *
     * @param token the token
     * @return its {@code exp}; empty if it has none that can be read, or is no JWT at all
     */
    public static Optional<Instant> expiry(String token) {
        int first = token.indexOf('.');
        int second = token.indexOf('.', first + 1);
        if (first < 0 || second < 0) {
            return Optional.empty();
        }
        try {
            byte[] payload = Base64.getUrlDecoder().decode(token.substring(first + 1, second));
            JsonReader in = JsonReader.of(payload, 0, payload.length);
            in.check();
            Optional<Instant> none = Optional.empty();
            var seconds = in.fields(CLAIMS).strictInteger("exp");
            return seconds.isPresent() ? Optional.of(Instant.ofEpochSecond(seconds.getAsLong())) : none;
        } catch (IllegalArgumentException | ProtocolException | DateTimeException e) {
            // A token need not be a JWT; one that cannot be read has an unknown expiry, that is all.
            return Optional.empty();
        }
    }
}

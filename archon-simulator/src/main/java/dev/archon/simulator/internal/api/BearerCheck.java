package dev.archon.simulator.internal.api;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import java.util.Optional;

/**
 * Checks the API token of calls.
 *
 * @param apiToken the only token that is taken; empty for any
 */
public record BearerCheck(Optional<String> apiToken) {

    private static final String SCHEME = "Bearer ";

    /**
     * Whether a call may be made.
     *
     * @param headers the headers of the request
     * @return whether it brings the token
     */
    public boolean accepts(HttpHeaders headers) {
        String token = tokenIn(headers);
        return apiToken.map(token::equals).orElse(!token.isEmpty());
    }

    /**
     * Refuses a call that may not be made.
     *
     * @throws ApiException if it does not bring the token
     */
    void check(HttpHeaders headers) {
        if (!accepts(headers)) {
            throw new ApiException(
                    401, "unauthorized", "send the API token of the simulator as Authorization: Bearer TOKEN");
        }
    }

    /** The bearer token, or an empty text. */
    static String tokenIn(HttpHeaders headers) {
        String header = headers.get(HttpHeaderNames.AUTHORIZATION, "");
        return header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
                ? header.substring(SCHEME.length()).strip()
                : "";
    }
}

package dev.archon.client.internal.rest;

import dev.archon.protocol.text.ForeignText;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The tokens that one server's calls and connection use, so that no text shows them: the latest API token and the one before,
 * and the last few JWTs. Used by any thread.
 */
public final class Secrets {

    /** The token in use, one that is not answered yet, one that has just been fetched, and the one before. */
    private static final int MOST_JWTS = 4;

    /** A call with the previous token may still be under way. */
    private static final int MOST_API_TOKENS = 2;

    private List<String> apiTokens = List.of();
    private List<String> jwts = List.of();

    synchronized void apiToken(String token) {
        apiTokens = newest(token, apiTokens, MOST_API_TOKENS);
    }

    synchronized void jwt(String token) {
        jwts = newest(token, jwts, MOST_JWTS);
    }

    /**
     * Cleans text before it is shown.
     *
     * @return the filter that hides the tokens in use now
     */
    public synchronized ForeignText text() {
        return ForeignText.hiding(
                Stream.concat(apiTokens.stream(), jwts.stream()).toList());
    }

    private static List<String> newest(String token, List<String> others, int most) {
        return Stream.concat(Stream.of(token), others.stream())
                .distinct()
                .limit(most)
                .collect(Collectors.toUnmodifiableList());
    }

    /** Leaves the tokens out. */
    @Override
    public String toString() {
        return "Secrets[...]";
    }
}

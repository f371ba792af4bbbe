package dev.archon.client.internal.rest;

import dev.archon.protocol.text.ForeignText;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * The tokens that one server's calls and connection use, so that no text shows them: the latest API token and the one before,
 * and the last few JWTs. Used by any thread.
 */
public final class Secrets {

    /** The token in use, one that is not answered yet, one that has just been fetched, and the one before. */
    private static final int MOST_JWTS = 4;

    /** A call with the previous token may still be under way. */
    private static final int MOST_API_TOKENS = 2;

    private final Deque<String> apiTokens = new ArrayDeque<>();
    private final Deque<String> jwts = new ArrayDeque<>();

    synchronized void apiToken(String token) {
        remember(token, apiTokens, MOST_API_TOKENS);
    }

    synchronized void jwt(String token) {
        remember(token, jwts, MOST_JWTS);
    }

    /**
     * Cleans text before it is shown.
     *
     * @return the filter that hides the tokens in use now
     */
    public synchronized ForeignText text() {
        List<String> all = new ArrayList<>(apiTokens);
        all.addAll(jwts);
        return ForeignText.hiding(all);
    }

    private static void remember(String token, Deque<String> tokens, int most) {
        if (tokens.remove(token) || tokens.size() < most) {
            tokens.addFirst(token);
        } else {
            tokens.removeLast();
            tokens.addFirst(token);
        }
    }

    /** Leaves the tokens out. */
    @Override
    public String toString() {
        return "Secrets[...]";
    }
}

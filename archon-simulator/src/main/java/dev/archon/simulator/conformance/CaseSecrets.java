package dev.archon.simulator.conformance;

import java.util.ArrayList;
import java.util.List;

/** The secrets of one case: numbers the tokens that the server issues, and removes all of them from texts. Thread-safe. */
public final class CaseSecrets {

    /** What stands for the API token. */
    public static final String API_TOKEN = "[API token]";

    private final String apiToken;
    private final List<String> issued = new ArrayList<>();

    /**
     * Makes the secrets of a case that has just begun.
     *
     * @param apiToken the API token that the client is given
     */
    public CaseSecrets(String apiToken) {
        this.apiToken = apiToken;
    }

    /** Takes note of a token that the server issues; returns its number, counted from 1. */
    synchronized int issue(String jwt) {
        issued.add(jwt);
        return issued.size();
    }

    /** The number of a token, or 0 if the server has not issued it. */
    synchronized int number(String jwt) {
        return issued.lastIndexOf(jwt) + 1;
    }

    /**
     * Replaces every token in a text.
     *
     * @param text any text
     * @return the text without tokens
     */
    public synchronized String redact(String text) {
        String safe = text.replace(apiToken, API_TOKEN);
        // Tokens of one case share nothing but their header, so the order does not matter.
        if (safe.contains("eyJ")) {
            for (int i = issued.size(); i > 0; i--) {
                safe = safe.replace(issued.get(i - 1), name(i));
            }
        }
        return safe;
    }

    static String name(int number) {
        return "[token " + number + "]";
    }
}

package dev.archon.client.hostile;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What may not be in a text that a user sees: characters that are not seen or change how a line is shown, more than {@value
 * #LONGEST} characters, and {@value #PIECE} or more consecutive characters of a token.
 */
final class Shown {

    /** A server's words may be 200 characters, a few of them may be in one sentence of the client's. */
    static final int LONGEST = 1_000;

    static final int PIECE = 8;

    private final Set<String> pieces = new HashSet<>();

    Shown(Iterable<String> secrets) {
        for (String secret : secrets) {
            for (int i = 0; i + PIECE <= secret.length(); i++) {
                pieces.add(secret.substring(i, i + PIECE));
            }
        }
    }

    /** What is wrong with a text, in words that do not repeat it as it is. */
    List<String> faults(String where, String text) {
        List<String> faults = new ArrayList<>(secretsIn(where, text));
        text.codePoints()
                .filter(Shown::isUnfit)
                .findFirst()
                .ifPresent(c -> faults.add(where + " holds U+" + Integer.toHexString(c) + ": " + escaped(text)));
        if (text.length() > LONGEST) {
            faults.add(where + " has " + text.length() + " characters: " + escaped(text));
        }
        return faults;
    }

    /** Whether a text holds a piece of a secret. For texts that may be long, such as stack traces. */
    List<String> secretsIn(String where, String text) {
        for (int i = 0; i + PIECE <= text.length(); i++) {
            if (pieces.contains(text.substring(i, i + PIECE))) {
                return List.of(where + " holds a piece of a token: " + escaped(text.substring(Math.max(0, i - 60))));
            }
        }
        return List.of();
    }

    /** Controls, format characters such as U+202E, line and paragraph separators, lone surrogates. */
    private static boolean isUnfit(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE,
                    Character.UNASSIGNED -> true;
            default -> false;
        };
    }

    static String escaped(String text) {
        StringBuilder escaped = new StringBuilder();
        text.codePoints()
                .limit(300)
                .forEach(
                        c -> escaped.append(c < 127 && c >= ' ' ? Character.toString(c) : String.format("\\u%04x", c)));
        return escaped.toString();
    }
}

package dev.archon.protocol.text;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;

/**
 * Finds what a text quotes of secrets. Takes time in proportion to the lengths of the text and of the secrets, whatever is
 * in them, since both are a server's to choose.
 */
final class SecretSearch {

    /** Of forms in which a piece of a secret takes more room, or which hold words that are no secret. */
    private static final int LONG_RUN = 2 * ForeignText.SECRET_RUN;

    private final boolean[] hidden;
    private final List<Folded> visible;
    private final List<Folded> alphanumeric;

    private SecretSearch(String text) {
        hidden = new boolean[text.length()];
        boolean encoded = Folded.mayBeEncoded(text);
        visible = encoded ? List.of(Folded.visible(text), Folded.visibleDecoded(text)) : List.of(Folded.visible(text));
        alphanumeric = encoded
                ? List.of(Folded.alphanumeric(text), Folded.alphanumericDecoded(text))
                : List.of(Folded.alphanumeric(text));
    }

    /** Says for each character of a text whether it belongs to a secret. */
    static boolean[] find(String text, List<String> secrets) {
        SecretSearch search = new SecretSearch(text);
        secrets.forEach(search::secret);
        return search.hidden;
    }

    private void secret(String secret) {
        find(visible, Folded.visible(secret), ForeignText.SECRET_RUN, true);
        find(alphanumeric, Folded.alphanumeric(secret), ForeignText.SECRET_RUN, true);
        byte[] bytes = secret.getBytes(StandardCharsets.UTF_8);
        for (int skipped = 0; skipped < 3 && skipped < bytes.length; skipped++) {
            // Base64 has another form for each place in a group of three at which the secret can begin.
            byte[] rest = Arrays.copyOfRange(bytes, skipped, bytes.length);
            find(
                    alphanumeric,
                    Folded.alphanumeric(Base64.getEncoder().encodeToString(rest)),
                    ForeignText.SECRET_RUN,
                    false);
        }
        find(alphanumeric, Folded.alphanumeric(HexFormat.of().formatHex(bytes)), LONG_RUN, false);
        String payload = payload(secret);
        find(visible, Folded.visible(payload), LONG_RUN, false);
        find(alphanumeric, Folded.alphanumeric(payload), LONG_RUN, false);
    }

    private void find(List<Folded> texts, Folded secret, int length, boolean evenIfShorter) {
        int run = evenIfShorter ? Math.min(length, secret.length()) : length;
        if (run == 0 || secret.length() < run) {
            return;
        }
        for (Folded text : texts) {
            Set<Long> runs = new HashSet<>();
            text.runs(run, (at, hash) -> runs.add(hash));
            Set<Long> shared = new HashSet<>();
            secret.runs(run, (at, hash) -> {
                if (runs.contains(hash)) {
                    shared.add(hash);
                }
            });
            if (!shared.isEmpty()) {
                text.runs(run, (at, hash) -> {
                    if (shared.contains(hash)) {
                        Arrays.fill(hidden, text.start(at), text.end(at + run - 1), true);
                    }
                });
            }
        }
    }

    /** What a JWT says of its bearer; empty if the secret is no JWT. */
    private static String payload(String secret) {
        String[] parts = secret.split("\\.", 4);
        if (parts.length != 3) {
            return "";
        }
        try {
            return new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            // Three parts with dots between them need not be a JWT.
            return "";
        }
    }
}

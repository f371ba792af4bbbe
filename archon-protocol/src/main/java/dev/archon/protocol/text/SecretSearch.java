package dev.archon.protocol.text;

import dev.archon.protocol.text.FoldedText.Keeping;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds what a text quotes of secrets. Takes time in proportion to the lengths of the text and of the secrets, whatever is
 * in them, since both are a server's to choose.
 */
final class SecretSearch {

    /** Of forms in which a piece of a secret takes more room, or which hold words that are no secret. */
    private static final int LONG_RUN = 2 * ForeignText.SECRET_RUN;

    /** A JWT begins with an object in Base64. One that nobody has in use any more may still be good for something. */
    private static final Pattern JWT = Pattern.compile("eyJ[A-Za-z0-9_-]{5,}+(?:\\.[A-Za-z0-9_-]++)*+");

    private final boolean[] hidden;
    private final Map<Keeping, List<FoldedText>> texts = new EnumMap<>(Keeping.class);

    private SecretSearch(String text) {
        hidden = new boolean[text.length()];
        for (Keeping keeping : Keeping.values()) {
            FoldedText plain = FoldedText.of(text, keeping);
            texts.put(
                    keeping,
                    FoldedText.mayBeEncoded(text) ? List.of(plain, FoldedText.decoded(text, keeping)) : List.of(plain));
        }
    }

    /** Says for each character of a text whether it belongs to a secret. */
    static boolean[] find(String text, List<String> secrets) {
        SecretSearch search = new SecretSearch(text);
        secrets.forEach(search::secret);
        search.unknownTokens(text);
        return search.hidden;
    }

    private void unknownTokens(String text) {
        Matcher token = JWT.matcher(text);
        while (token.find()) {
            Arrays.fill(hidden, token.start(), token.end(), true);
        }
    }

    private void secret(String secret) {
        findAll(secret, Keeping.VISIBLE, ForeignText.SECRET_RUN);
        findAll(secret, Keeping.ALPHANUMERIC, ForeignText.SECRET_RUN);
        // In any case, shorter runs are words: "API token" is part of the secret an-api-token.
        findAll(secret, Keeping.ANY_CASE, LONG_RUN);
        byte[] bytes = secret.getBytes(StandardCharsets.UTF_8);
        for (int skipped = 0; skipped < 3 && skipped < bytes.length; skipped++) {
            // Base64 has another form for each place in a group of three at which the secret can begin.
            byte[] rest = Arrays.copyOfRange(bytes, skipped, bytes.length);
            String encoded = Base64.getEncoder().encodeToString(rest);
            find(FoldedText.of(encoded, Keeping.ALPHANUMERIC), Keeping.ALPHANUMERIC, ForeignText.SECRET_RUN);
        }
        find(FoldedText.of(HexFormat.of().formatHex(bytes), Keeping.ANY_CASE), Keeping.ANY_CASE, LONG_RUN);
        String payload = payload(secret);
        find(FoldedText.of(payload, Keeping.VISIBLE), Keeping.VISIBLE, LONG_RUN);
        find(FoldedText.of(payload, Keeping.ALPHANUMERIC), Keeping.ALPHANUMERIC, LONG_RUN);
    }

    /** Finds runs of the secret, or all of it where it is shorter. */
    private void findAll(String secret, Keeping keeping, int length) {
        FoldedText folded = FoldedText.of(secret, keeping);
        find(folded, keeping, Math.min(length, folded.length()));
    }

    private void find(FoldedText secret, Keeping keeping, int run) {
        if (run == 0 || secret.length() < run) {
            return;
        }
        for (FoldedText text : texts.getOrDefault(keeping, List.of())) {
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

    /** The claims of a JWT; empty if the secret is no JWT. */
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

package dev.archon.simulator.internal.api;

import dev.archon.simulator.internal.json.SecretFields;
import io.netty.handler.codec.http.HttpHeaders;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Takes secrets out of what the journal keeps of a call. */
final class CallSecrets {

    private static final String REMOVED = "(removed)";
    private static final String NAMES = String.join("|", SecretFields.NAMES);
    private static final Pattern FIELD =
            Pattern.compile("(?i)(\"(?:" + NAMES + ")\"\\s*+:\\s*+)(?:\"(?:[^\"\\\\]++|\\\\.)*+\"?+|[0-9.eE+-]++)");
    private static final Pattern PARAMETER = Pattern.compile("(?i)([?&](?:" + NAMES + ")=)[^&]*+");
    private static final Pattern JWT = Pattern.compile("eyJ[A-Za-z0-9_-]{5,}+\\.[A-Za-z0-9_-]++\\.[A-Za-z0-9_-]*+");
    private static final Set<String> SECRET_HEADERS =
            Set.of("authorization", "proxy-authorization", "cookie", "x-api-key", "sec-websocket-protocol");

    /** Replacing anything shorter wherever it stands would make nonsense of the rest. */
    private static final int SHORTEST_SEARCHED = 8;

    private final String bearer;

    /**
     * Removes what is secret by its name or its look, and one token wherever it stands.
     *
     * @param bearer the token that the call brought; empty for none
     */
    CallSecrets(String bearer) {
        this.bearer = bearer;
    }

    /** The headers, with names in small letters and in their order. */
    Map<String, String> headers(HttpHeaders headers) {
        Map<String, String> out = new TreeMap<>();
        headers.forEach(header -> {
            String name = header.getKey().toLowerCase(Locale.ROOT);
            out.merge(
                    name,
                    SECRET_HEADERS.contains(name) ? REMOVED : anywhere(header.getValue()),
                    (one, other) -> one + ", " + other);
        });
        return out;
    }

    String address(String address) {
        return anywhere(PARAMETER.matcher(address).replaceAll("$1" + REMOVED));
    }

    String body(String body) {
        return anywhere(FIELD.matcher(body).replaceAll("$1\"" + REMOVED + "\""));
    }

    private String anywhere(String text) {
        String withoutTokens = JWT.matcher(text).replaceAll(REMOVED);
        return bearer.length() < SHORTEST_SEARCHED ? withoutTokens : withoutTokens.replace(bearer, REMOVED);
    }
}

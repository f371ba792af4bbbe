package dev.archon.simulator.internal.api;

import dev.archon.simulator.internal.json.JsonText;
import dev.archon.simulator.internal.json.SecretFields;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.QueryStringDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * Takes secrets out of what the journal keeps of a call: what is secret by its name, what looks like a JSON Web Token, and what
 * the call's own secret headers hold, wherever it stands.
 */
final class CallSecrets {

    private static final String REMOVED = SecretFields.REMOVED;

    /** A field of JSON that cannot be read as a whole, with a value that may be cut off. */
    private static final Pattern FIELD = Pattern.compile(
            "\"((?:[^\"\\\\]|\\\\.){1,100}+)\"\\s*+:\\s*+(\"(?:[^\"\\\\]++|\\\\.)*+\"?+|[^\\s\",{\\[\\]}]++)");

    private static final Pattern PARAMETER = Pattern.compile("(^|[?&\\r\\n])([^=&?\\r\\n]{1,200}+)=([^&\\r\\n]*+)");
    private static final Pattern FORM_PART = Pattern.compile(
            "(name=\"([^\"\\r\\n]{1,100}+)\"[^\\r\\n]*+(?:\\r?\\n[^\\r\\n]++)*+\\r?\\n\\r?\\n)(.*?)(?=\\r?\\n--|\\z)",
            Pattern.DOTALL);
    private static final Pattern JWT = Pattern.compile("eyJ[A-Za-z0-9_-]{5,}+\\.[A-Za-z0-9_-]++\\.[A-Za-z0-9_-]*+");

    /** Replacing anything shorter wherever it stands would make nonsense of the rest. */
    private static final int SHORTEST_SEARCHED = 8;

    private final List<String> searched;

    /**
     * Looks for the secrets of a call.
     *
     * @param headers the headers of the call
     */
    CallSecrets(HttpHeaders headers) {
        Set<String> secrets = new LinkedHashSet<>();
        headers.forEach(header -> {
            if (SecretFields.isSecretHeader(header.getKey())) {
                String value = header.getValue().strip();
                secrets.add(value);
                // What follows the scheme of an authorization, or the name of a cookie.
                secrets.addAll(List.of(value.split("[ =;,]+")));
            }
        });
        this.searched = secrets.stream()
                .filter(secret -> secret.length() >= SHORTEST_SEARCHED)
                .flatMap(secret -> Stream.of(secret, URLEncoder.encode(secret, StandardCharsets.UTF_8)))
                .distinct()
                .sorted(Comparator.comparingInt(String::length).reversed())
                .toList();
    }

    /** The headers, with names in small letters and in their order. */
    Map<String, String> headers(HttpHeaders headers) {
        Map<String, String> out = new TreeMap<>();
        headers.forEach(header -> {
            String name = header.getKey().toLowerCase(Locale.ROOT);
            out.merge(
                    name,
                    SecretFields.isSecretHeader(name) ? REMOVED : anywhere(header.getValue()),
                    (one, other) -> one + ", " + other);
        });
        return out;
    }

    String address(String address) {
        return anywhere(parameters(address));
    }

    String body(String body) {
        try {
            JsonNode json = JsonText.parse(body);
            return anywhere(SecretFields.remove(json) ? JsonText.text(json) : body);
        } catch (JacksonException e) {
            // Anything else than JSON, or JSON that breaks off.
            String withoutFields = FIELD.matcher(body).replaceAll(CallSecrets::withoutField);
            String withoutParts = FORM_PART.matcher(withoutFields).replaceAll(CallSecrets::withoutPart);
            return anywhere(parameters(withoutParts));
        }
    }

    private static String withoutField(MatchResult field) {
        return Matcher.quoteReplacement(
                SecretFields.isSecret(field.group(1))
                        ? "\"" + field.group(1) + "\":\"" + REMOVED + "\""
                        : field.group());
    }

    private static String withoutPart(MatchResult part) {
        return Matcher.quoteReplacement(SecretFields.isSecret(part.group(2)) ? part.group(1) + REMOVED : part.group());
    }

    private static String parameters(String text) {
        return PARAMETER
                .matcher(text)
                .replaceAll(parameter -> Matcher.quoteReplacement(
                        SecretFields.isSecret(decoded(parameter.group(2)))
                                ? parameter.group(1) + parameter.group(2) + "=" + REMOVED
                                : parameter.group()));
    }

    private static String decoded(String name) {
        try {
            return QueryStringDecoder.decodeComponent(name);
        } catch (IllegalArgumentException e) {
            return name;
        }
    }

    private String anywhere(String text) {
        String out = JWT.matcher(text).replaceAll(REMOVED);
        for (String secret : searched) {
            out = out.replace(secret, REMOVED);
        }
        return out;
    }
}

package dev.archon.simulator.recording;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.archon.simulator.internal.json.SecretFields;
import java.net.URLEncoder;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.core.io.JsonStringEncoder;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Removes tokens from a recording. It learns every token at the place where the protocol has it, and then replaces it in
 * every other place; text that looks like a JWT is always replaced.
 *
 * <p>May be used from any thread.
 */
final class Redactor {

    /** A shorter token could be part of other text, which would become unreadable. */
    private static final int SHORTEST_SEARCHED = 8;

    private static final int MOST_SEARCHED = 256;

    private static final Pattern JWT = Pattern.compile("eyJ[A-Za-z0-9_-]{5,}\\.[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]*");
    private static final Pattern AUTHORIZATION = Pattern.compile("(?i)((?:Bearer|Basic|Token) +)(.+)");

    private final Map<String, String> names = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, String> eldest) {
            return size() > MOST_SEARCHED;
        }
    };
    private volatile List<Searched> searched = List.of();
    private int learned;

    /** A token in one of the forms in which a text may hold it, as bytes read as Latin-1. */
    private record Searched(String form, String name) {}

    /** Learns a token, and gives it a name. */
    synchronized String learn(String token) {
        String known = names.get(token);
        if (known != null) {
            return known;
        }
        String name = "<token " + ++learned + ">";
        names.put(token, name);
        searched = names.entrySet().stream()
                .filter(entry -> entry.getKey().length() >= SHORTEST_SEARCHED)
                .flatMap(entry -> forms(entry.getKey()).stream().map(form -> new Searched(form, entry.getValue())))
                // A token may start with another one.
                .sorted(Comparator.comparingInt((Searched each) -> each.form().length())
                        .reversed())
                .toList();
        return name;
    }

    private static Set<String> forms(String token) {
        Set<String> forms = new LinkedHashSet<>();
        forms.add(latin(token));
        forms.add(latin(new String(JsonStringEncoder.getInstance().quoteAsCharArray(token))));
        forms.add(URLEncoder.encode(token, UTF_8));
        return forms;
    }

    /** Replaces all tokens in some bytes. */
    byte[] bytes(byte[] bytes) {
        String before = new String(bytes, ISO_8859_1);
        String after = replaced(before);
        return after.equals(before) ? bytes : after.getBytes(ISO_8859_1);
    }

    String text(String text) {
        return new String(bytes(text.getBytes(UTF_8)), UTF_8);
    }

    private String replaced(String latin) {
        String text = latin;
        for (Searched token : searched) {
            if (text.contains(token.form())) {
                text = text.replace(token.form(), token.name());
            }
        }
        return text.contains("eyJ") ? JWT.matcher(text).replaceAll("<token>") : text;
    }

    /** A header's value without secrets; the credentials of an authorization are learned as a token. */
    String header(String name, String value) {
        if (!SecretFields.isSecretHeader(name)) {
            return text(value);
        }
        Matcher authorization = AUTHORIZATION.matcher(value);
        return authorization.matches() ? authorization.group(1) + learn(authorization.group(2)) : learn(value);
    }

    /** A JSON value without secrets. */
    JsonNode json(JsonNode node) {
        if (node instanceof ObjectNode object) {
            ObjectNode copy = JsonNodeFactory.instance.objectNode();
            object.forEachEntry(
                    (name, value) -> copy.set(text(name), isSecret(name, value) ? named(value) : json(value)));
            return copy;
        }
        if (node instanceof ArrayNode array) {
            ArrayNode copy = JsonNodeFactory.instance.arrayNode();
            array.forEach(element -> copy.add(json(element)));
            return copy;
        }
        return node.isString() ? JsonNodeFactory.instance.stringNode(text(node.stringValue())) : node;
    }

    private JsonNode named(JsonNode secret) {
        return JsonNodeFactory.instance.stringNode(learn(secret.stringValue()));
    }

    private static boolean isSecret(String field, JsonNode value) {
        return value.isString() && SecretFields.isSecret(field);
    }

    private static String latin(String text) {
        return new String(text.getBytes(UTF_8), ISO_8859_1);
    }
}

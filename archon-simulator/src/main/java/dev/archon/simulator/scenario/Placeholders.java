package dev.archon.simulator.scenario;

import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The placeholders in the texts of stubs, such as {@code {path.world}}. What looks like a placeholder and is none of the known
 * ones stays as it is.
 */
final class Placeholders {

    private static final String OF_PATH = "path.";
    private static final Pattern PLACEHOLDER =
            Pattern.compile("\\{(server|now|host|path\\.[A-Za-z0-9_-]{1,50}|query\\.[A-Za-z0-9_.-]{1,50})}");

    private Placeholders() {}

    /** The parts of the path that a text names. */
    static Set<String> pathNames(String text) {
        Set<String> names = new TreeSet<>();
        PLACEHOLDER
                .matcher(text)
                .results()
                .map(found -> found.group(1))
                .filter(name -> name.startsWith(OF_PATH))
                .forEach(name -> names.add(name.substring(OF_PATH.length())));
        return names;
    }

    /**
     * Replaces every placeholder, once: what a value holds is not replaced again.
     *
     * @param values the value of each name
     * @param escape what the kind of text demands of values
     */
    static String fill(String text, Function<String, String> values, UnaryOperator<String> escape) {
        Matcher matcher = PLACEHOLDER.matcher(text);
        StringBuilder out = new StringBuilder();
        while (matcher.find()) {
            matcher.appendReplacement(out, Matcher.quoteReplacement(escape.apply(values.apply(matcher.group(1)))));
        }
        return matcher.appendTail(out).toString();
    }

    /** How a value is written into a body of a content type, so that it cannot become more than a text there. */
    static UnaryOperator<String> escapeFor(String contentType) {
        String type = contentType.toLowerCase(Locale.ROOT);
        if (type.contains("json")) {
            return Placeholders::forJson;
        }
        return type.contains("html") || type.contains("xml") ? Placeholders::forMarkup : value -> value;
    }

    /** A header is one line. */
    static String forHeader(String value) {
        return value.replaceAll("\\p{Cc}+", " ");
    }

    private static String forJson(String value) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '"' || c == '\\') {
                out.append('\\').append(c);
            } else if (c < ' ' || Character.isSurrogate(c)) {
                out.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
            } else {
                out.append(c);
            }
        }
        return out.toString();
    }

    private static String forMarkup(String value) {
        return value.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}

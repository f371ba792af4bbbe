package dev.archon.simulator.scenario;

import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Which REST calls are meant, by their method and their path.
 *
 * <pre>{@code
 * GET /v1/servers/{server}/startup      one call of any server
 * POST /v1/servers/demo/worlds/**       whatever is posted below the worlds of one server
 * /v1/billing/**                        every method
 * }</pre>
 *
 * <p>A part of the path between slashes is a text, which is compared with the decoded part of the call's path; a name in
 * braces, which stands for any one part and gives it a name; {@code *}, which stands for any one part; or, at the end,
 * {@code **}, which stands for any number of parts, none included. Empty parts count neither here nor in calls. The query is
 * no part of the path.
 *
 * @param method the HTTP method in capital letters, or {@code *} for any
 * @param path the path, which starts with a slash
 */
public record CallPattern(String method, String path) {

    /** The method that stands for every method. */
    public static final String ANY_METHOD = "*";

    private static final String ANY_PART = "*";
    private static final String REST = "**";
    private static final int MAX_LENGTH = 2000;

    private static final Pattern METHOD = Pattern.compile("\\*|[A-Z][A-Z-]{0,19}");
    private static final Pattern VARIABLE = Pattern.compile("\\{[A-Za-z0-9_-]{1,50}}");
    private static final Pattern LITERAL = Pattern.compile("[^{}*?#\\p{Cc}]+");
    private static final Pattern ESCAPE = Pattern.compile("%[0-9A-Fa-f]{2}");

    /**
     * Puts the more specific one of two patterns first: of the first parts that differ in kind, a text comes before a
     * variable, and a variable before {@code **}; of equal paths, a method comes before any method.
     */
    public static final Comparator<CallPattern> SPECIFIC_FIRST =
            Comparator.comparing(CallPattern::ranks, Arrays::compare);

    /**
     * Checks and normalizes the pattern.
     *
     * @throws IllegalArgumentException if the method is no HTTP method, or the path is no pattern
     */
    public CallPattern {
        method = method.strip().toUpperCase(Locale.ROOT);
        if (!METHOD.matcher(method).matches()) {
            throw new IllegalArgumentException("method must be an HTTP method such as GET, or * for any: " + method);
        }
        path = checked(path.strip());
    }

    /**
     * Reads a pattern that is written as one text.
     *
     * @param text a method and a path with a space between them; a path alone for every method; or one of these names: {@code
     *     token}, {@code power}, {@code servers}, {@code server}, {@code node-access}, {@code servers-v1}, {@code server-v1},
     *     {@code addons}, {@code backups}, {@code create-backup}, {@code delete-backups}, {@code delete-backup}, {@code
     *     restore-backup}, {@code retry-backup}, {@code rename-backup}, {@code cancel-backup}, {@code acknowledge-backup},
     *     {@code clear-console}, {@code dismiss-operation}, {@code cancel-operation}, {@code download}, {@code sync}
     * @return the pattern
     * @throws IllegalArgumentException if the text is no pattern
     */
    public static CallPattern parse(String text) {
        String bare = text.strip();
        if (bare.indexOf('/') < 0) {
            return NamedCalls.named(bare)
                    .orElseThrow(() -> new IllegalArgumentException(
                            "there is no call " + bare + "; " + NameSuggestions.hint(bare, NamedCalls.names())));
        }
        String[] words = bare.startsWith("/") ? new String[] {bare} : bare.split("\\s+", 2);
        return words.length == 1 ? new CallPattern(ANY_METHOD, words[0]) : new CallPattern(words[0], words[1]);
    }

    /**
     * Compares a call with the pattern.
     *
     * @param callMethod the HTTP method of the call
     * @param callParts the parts of the call's path, decoded, without empty ones
     * @return the parts that the pattern gives a name to, by these names; empty if another call is meant
     */
    public Optional<Map<String, String>> match(String callMethod, List<String> callParts) {
        return method.equals(ANY_METHOD) || method.equals(callMethod) ? matchPath(callParts) : Optional.empty();
    }

    /**
     * Compares the path of a call with the pattern, whatever the methods are.
     *
     * @param callParts the parts of the call's path, decoded, without empty ones
     * @return the parts that the pattern gives a name to, by these names; empty if another path is meant
     */
    public Optional<Map<String, String>> matchPath(List<String> callParts) {
        List<String> own = parts(path);
        boolean open = own.contains(REST);
        int fixed = open ? own.size() - 1 : own.size();
        if (callParts.size() < fixed || (!open && callParts.size() > fixed)) {
            return Optional.empty();
        }
        Map<String, String> variables = new LinkedHashMap<>();
        for (int i = 0; i < fixed; i++) {
            String part = own.get(i);
            if (isVariable(part)) {
                variables.put(nameOf(part), callParts.get(i));
            } else if (!part.equals(ANY_PART) && !part.equals(callParts.get(i))) {
                return Optional.empty();
            }
        }
        return Optional.of(variables);
    }

    /**
     * The names that the pattern gives to parts of the path.
     *
     * @return the names, in their order
     */
    public Set<String> variables() {
        Set<String> names = new LinkedHashSet<>();
        parts(path).stream()
                .filter(CallPattern::isVariable)
                .map(CallPattern::nameOf)
                .forEach(names::add);
        return names;
    }

    /**
     * The pattern as one text, as {@link #parse} takes it.
     *
     * @return the method, unless it is any, and the path
     */
    @Override
    public String toString() {
        return method.equals(ANY_METHOD) ? path : method + " " + path;
    }

    private static String checked(String path) {
        if (!path.startsWith("/")) {
            throw new IllegalArgumentException("path must start with a slash: " + path);
        }
        if (path.length() > MAX_LENGTH) {
            throw new IllegalArgumentException("path must have at most " + MAX_LENGTH + " characters");
        }
        if (path.indexOf('?') >= 0 || path.indexOf('#') >= 0) {
            throw new IllegalArgumentException("path must end before the query, which is not compared: " + path);
        }
        List<String> parts = parts(path);
        for (int i = 0; i < parts.size(); i++) {
            checkPart(parts.get(i), i == parts.size() - 1);
        }
        checkNames(parts);
        String joined = "/" + String.join("/", parts);
        String bare = joined.strip();
        // A blank part may be left at the end, which is no part of the text that the pattern is read from again.
        return bare.equals(joined) ? joined : checked(bare);
    }

    private static void checkPart(String part, boolean last) {
        if (part.equals(REST) && !last) {
            throw new IllegalArgumentException("path may have ** at its end only");
        }
        if (ESCAPE.matcher(part).find()) {
            throw new IllegalArgumentException("path must be written without escapes, such as a b for a%20b: " + part);
        }
        boolean known = part.equals(REST)
                || part.equals(ANY_PART)
                || isVariable(part)
                || LITERAL.matcher(part).matches();
        if (!known) {
            throw new IllegalArgumentException(
                    "path must have between two slashes a text, {name}, * or, at the end, **: " + part);
        }
    }

    private static void checkNames(Collection<String> parts) {
        Set<String> names = new LinkedHashSet<>();
        for (String part : parts) {
            if (isVariable(part) && !names.add(part)) {
                throw new IllegalArgumentException("path has " + part + " twice");
            }
        }
    }

    private static List<String> parts(String path) {
        return Arrays.stream(path.split("/", -1))
                .filter(part -> !part.isEmpty())
                .toList();
    }

    private static boolean isVariable(String part) {
        return VARIABLE.matcher(part).matches();
    }

    private static String nameOf(String variable) {
        return variable.substring(1, variable.length() - 1);
    }

    /** One number for each part of the path, and one for the method. The end of the path counts as a text. */
    private int[] ranks() {
        List<String> own = parts(path);
        int[] ranks = new int[own.size() + 2];
        for (int i = 0; i < own.size(); i++) {
            String part = own.get(i);
            ranks[i] = part.equals(REST) ? 2 : part.equals(ANY_PART) || isVariable(part) ? 1 : 0;
        }
        ranks[own.size() + 1] = method.equals(ANY_METHOD) ? 1 : 0;
        return ranks;
    }
}

package dev.archon.simulator.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** A pattern means the calls that a regular expression made of it means, and the most specific one comes first. */
class CallPatternProperties {

    @Property
    void aPatternIsReadAsItIsWritten(@ForAll("patterns") CallPattern pattern) {
        assertEquals(pattern, CallPattern.parse(pattern.toString()));
    }

    @Property(tries = 5000)
    void aPatternMatchesWhatItsRegularExpressionMatches(
            @ForAll("patterns") CallPattern pattern, @ForAll("paths") List<String> parts) {
        assertEquals(expected(pattern, parts), pattern.matchPath(parts));
    }

    @Property
    void aPatternMatchesThePathThatIsMadeOfIt(@ForAll("patterns") CallPattern pattern) {
        List<String> parts = new ArrayList<>();
        for (String part : pattern.path().substring(1).split("/", -1)) {
            if (!part.isEmpty()) {
                parts.add(part.replaceAll("[{}*]", "x"));
            }
        }
        String method = pattern.method().equals("*") ? "PUT" : pattern.method();

        assertTrue(pattern.match(method, parts).isPresent());
        assertEquals(pattern.method().equals("*"), pattern.match("TRACE", parts).isPresent());
    }

    @Property
    void theOrderIsATotalOne(
            @ForAll("patterns") CallPattern one,
            @ForAll("patterns") CallPattern other,
            @ForAll("patterns") CallPattern third) {
        int forward = CallPattern.SPECIFIC_FIRST.compare(one, other);
        assertEquals(Integer.signum(forward), -Integer.signum(CallPattern.SPECIFIC_FIRST.compare(other, one)));
        if (forward <= 0 && CallPattern.SPECIFIC_FIRST.compare(other, third) <= 0) {
            assertTrue(CallPattern.SPECIFIC_FIRST.compare(one, third) <= 0);
        }
    }

    @Property(tries = 5000)
    void whatMeansFewerPathsComesFirst(@ForAll("patterns") CallPattern pattern, @ForAll("paths") List<String> parts) {
        if (pattern.matchPath(parts).isPresent()) {
            CallPattern exact = new CallPattern("GET", "/" + String.join("/", parts));
            assertTrue(CallPattern.SPECIFIC_FIRST.compare(exact, pattern) <= 0);
        }
    }

    private static Optional<Map<String, String>> expected(CallPattern pattern, List<String> parts) {
        StringBuilder expression = new StringBuilder();
        for (String part : pattern.path().substring(1).split("/", -1)) {
            if (part.equals("**")) {
                expression.append("(/[^/]+)*");
            } else if (part.equals("*")) {
                expression.append("/[^/]+");
            } else if (part.startsWith("{")) {
                expression.append("/(?<").append(part, 1, part.length() - 1).append(">[^/]+)");
            } else if (!part.isEmpty()) {
                expression.append('/').append(Pattern.quote(part));
            }
        }
        StringBuilder path = new StringBuilder();
        parts.forEach(part -> path.append('/').append(part));
        Matcher matcher = Pattern.compile(expression.toString()).matcher(path);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        Map<String, String> groups = new TreeMap<>();
        pattern.variables().forEach(name -> groups.put(name, matcher.group(name)));
        return Optional.of(groups);
    }

    @Provide
    static Arbitrary<CallPattern> patterns() {
        Arbitrary<String> part = Arbitraries.of("a", "b", "c d", "v1", "*", "{x}", "{y}", "{z}");
        Arbitrary<List<String>> body = part.list()
                .ofMaxSize(4)
                .filter(parts -> parts.stream()
                                .filter(text -> text.startsWith("{"))
                                .distinct()
                                .count()
                        == parts.stream().filter(text -> text.startsWith("{")).count());
        return Combinators.combine(Arbitraries.of("GET", "POST", "*"), body, Arbitraries.of("", "/**"))
                .as((method, parts, end) -> new CallPattern(method, "/" + String.join("/", parts) + end));
    }

    @Provide
    static Arbitrary<List<String>> paths() {
        return Arbitraries.of("a", "b", "c d", "v1", "other").list().ofMaxSize(5);
    }
}

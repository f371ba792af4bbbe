package dev.archon.simulator.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CallPatternTest {

    @Test
    void aNameInBracesStandsForOnePartAndGivesItAName() {
        CallPattern pattern = CallPattern.parse("GET /v1/servers/{server}/worlds/{world}");

        assertEquals(
                Optional.of(Map.of("server", "a b", "world", "w")),
                pattern.match("GET", List.of("v1", "servers", "a b", "worlds", "w")));
        assertEquals(Optional.empty(), pattern.match("PUT", List.of("v1", "servers", "a b", "worlds", "w")));
        assertEquals(Optional.empty(), pattern.match("GET", List.of("v1", "servers", "a b", "worlds")));
        assertEquals(List.of("server", "world"), List.copyOf(pattern.variables()));
    }

    @ParameterizedTest
    @CsvSource({
        "get  /a//b/, GET /a/b",
        "/a, /a",
        "* /a, /a",
        "delete /, DELETE /",
        "/servers/**, /servers/**",
        "/cb/ /, /cb",
        "/cb/ / /, /cb",
        "/a b /, /a b",
    })
    void aPatternIsNormalized(String written, String normalized) {
        assertEquals(normalized, CallPattern.parse(written).toString());
    }

    @ParameterizedTest
    @CsvSource({
        "v1/servers, path must start with a slash",
        "GET, there is no call GET",
        "pover, 'there is no call pover; did you mean power?'",
        "G T /a, path must start with a slash",
        "G3T /a, method must be an HTTP method",
        "/a?x=1, path must end before the query",
        "/a/**/b, path may have ** at its end only",
        "/a%20b, path must be written without escapes",
        "/a/{b, 'path must have between two slashes a text, {name}, *'",
        "/a/x{b}, 'path must have between two slashes a text, {name}, *'",
        "/a/{b c}, 'path must have between two slashes a text, {name}, *'",
        "/{a}/{a}, path has {a} twice",
    })
    void whatIsNoPatternIsExplained(String written, String explanation) {
        String message = String.valueOf(assertThrows(IllegalArgumentException.class, () -> CallPattern.parse(written))
                .getMessage());
        assertTrue(message.startsWith(explanation), message);
    }

    @Test
    void theMoreSpecificPatternComesFirst() {
        List<CallPattern> ordered = Stream.of(
                        "GET /v1/servers/demo",
                        "/v1/servers/demo",
                        "GET /v1/servers/{id}",
                        "GET /v1/servers/**",
                        "GET /**")
                .map(CallPattern::parse)
                .toList();

        assertEquals(
                ordered,
                ordered.stream()
                        .sorted(CallPattern.SPECIFIC_FIRST.reversed())
                        .sorted(CallPattern.SPECIFIC_FIRST)
                        .toList());
    }
}

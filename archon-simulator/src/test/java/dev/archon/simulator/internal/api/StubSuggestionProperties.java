package dev.archon.simulator.internal.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.archon.simulator.scenario.Stub;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whoever takes the suggested stub as it is has a stub that answers the call. */
class StubSuggestionProperties {

    @Property(tries = 3000)
    void theSuggestedStubAnswersTheCall(
            @ForAll("methods") String method, @ForAll("paths") List<String> parts, @ForAll("servers") String server) {
        Stub stub = Stub.parse(StubSuggestion.of(method, parts, server));

        assertTrue(stub.call().match(method, parts).isPresent(), () -> stub.call() + " " + parts);
    }

    @Example
    void whatDiffersFromCallToCallIsAVariable() {
        assertEquals(
                "{\"method\":\"GET\",\"path\":\"/v1/servers/{server}/worlds/{id}/files/{number}/{number2}\","
                        + "\"status\":200,\"body\":{}}",
                StubSuggestion.of(
                        "GET",
                        List.of(
                                "v1",
                                "servers",
                                "demo",
                                "worlds",
                                "0b7d2c1e-3a4f-4d5e-8f60-718293a4b5c6",
                                "files",
                                "17",
                                "18"),
                        "demo"));
    }

    @Provide
    static Arbitrary<String> methods() {
        return Arbitraries.of("GET", "POST", "PATCH", "M-SEARCH");
    }

    @Provide
    static Arbitrary<String> servers() {
        return Arbitraries.of("", "demo", "a b");
    }

    @Provide
    static Arbitrary<List<String>> paths() {
        return Arbitraries.oneOf(
                        Arbitraries.of(
                                "v1", "servers", "demo", "a b", "7", "*", "**", "{x}", "a{b", "%20", "a%2Fb", "?", "\n",
                                " "),
                        Arbitraries.strings().ofMinLength(1).ofMaxLength(10))
                .list()
                .ofMaxSize(5);
    }
}

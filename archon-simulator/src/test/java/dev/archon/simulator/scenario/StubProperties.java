package dev.archon.simulator.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class StubProperties {

    private static final JsonMapper JSON = new JsonMapper();

    @Property
    void whatIsWrittenIsReadAgain(@ForAll("stubs") Stub stub) {
        assertEquals(stub, Stub.parse(stub.toJson()));
    }

    @Property(tries = 200)
    void whatIsWrittenIsWhatTheSchemaAllows(@ForAll("stubs") Stub stub) {
        assertEquals(List.of(), StubSchema.problems(stub.toJson()));
    }

    @Property
    void whateverAValueHoldsAJsonBodyStaysJsonWithThatValue(@ForAll String value) {
        String wellFormed = value.codePoints()
                .filter(c -> c < 0xD800 || c > 0xDFFF)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        Stub stub = Stub.on("GET /{a}")
                .json("{\"a\":\"{path.a}\",\"b\":[\"{now}\"]}")
                .build();

        JsonNode body = JSON.readTree(stub.answer(name -> wellFormed).body());

        assertEquals(wellFormed, body.path("a").asString());
        assertEquals(wellFormed, body.path("b").path(0).asString());
        assertEquals(2, body.size());
    }

    @Property
    void whateverAValueHoldsAHeaderStaysOneLine(@ForAll String value) {
        Stub stub = Stub.on("GET /x").header("a", "<{query.a}>").build();

        String header = String.valueOf(stub.answer(name -> value).headers().get("a"));

        assertTrue(header.startsWith("<") && header.endsWith(">"));
        assertTrue(header.chars().noneMatch(Character::isISOControl), header);
    }

    @Provide
    static Arbitrary<Stub> stubs() {
        Arbitrary<String> texts = Arbitraries.of(
                "",
                "plain",
                "{\"a\":\"{path.x}\"}",
                "[1, 2]",
                "{server} {now} {host} {query.q}",
                "\"ü\" \\ \n {nothing}");
        Arbitrary<Map<String, String>> headers = Arbitraries.of(
                Map.of(),
                Map.of("x-a", "{path.x}", "x-b", "\"quoted\""),
                Map.of("content-type", "text/html"),
                Map.of("Content-Type", "application/json", "retry-after", "5"));
        return Combinators.combine(
                        Arbitraries.of("GET /a/{x}", "/{x}/**", "POST /{x}/*/b c/{y}"),
                        Arbitraries.integers().between(206, 303),
                        headers,
                        texts,
                        Arbitraries.of(true, false))
                .as((call, status, extra, body, overrides) ->
                        new Stub(CallPattern.parse(call), status, extra, body, overrides));
    }
}

package dev.archon.simulator.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ScenarioSchemaTest {

    private static final JsonNode SCHEMA = new JsonMapper().readTree(Scenario.schema());

    @ParameterizedTest
    @MethodSource("library")
    void everyScenarioOfTheLibraryFitsTheSchema(Scenario scenario) {
        assertEquals(List.of(), ScenarioSchema.problems(scenario.toJson()));
    }

    static Stream<Scenario> library() {
        return Scenarios.all().stream();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[]",
                "{}",
                "{\"name\":\"x\"}",
                "{\"name\":\"with blanks\",\"steps\":[]}",
                "{\"name\":\"x\",\"steps\":[{}]}",
                "{\"name\":\"x\",\"steps\":[{\"do\":\"dance\"}]}",
                "{\"name\":\"x\",\"steps\":[{\"do\":\"drop\",\"hard\":true}]}",
                "{\"name\":\"x\",\"steps\":[{\"do\":\"burst\"}]}",
                "{\"name\":\"x\",\"steps\":[{\"do\":\"burst\",\"lines\":-1}]}",
                "{\"name\":\"x\",\"steps\":[{\"do\":\"burst\",\"lines\":\"1\"}]}",
                "{\"name\":\"x\",\"steps\":[{\"do\":\"burst\",\"lines\":1.5}]}",
                "{\"name\":\"x\",\"steps\":[{\"do\":\"wait\",\"for\":5}]}",
                "{\"name\":\"x\",\"steps\":[{\"do\":\"wait\",\"for\":\"soon\"}]}",
                "{\"name\":\"x\",\"steps\":[{\"do\":\"wait\",\"for\":{\"from\":\"1s\"}}]}",
                "{\"name\":\"x\",\"steps\":[{\"do\":\"close\",\"code\":1006}]}",
                "{\"name\":\"x\",\"steps\":[{\"do\":\"crash\",\"exit_code\":0}]}",
                "{\"name\":\"x\",\"steps\":[{\"do\":\"events\",\"style\":\"log\"}]}",
                "{\"name\":\"x\",\"steps\":[{\"do\":\"history-chunk\",\"lines\":0}]}",
                "{\"name\":\"x\",\"steps\":[{\"do\":\"power\",\"action\":\"Start\"}]}",
                "{\"name\":\"x\",\"steps\":[{\"do\":\"choose\",\"options\":[]}]}",
                "{\"name\":\"x\",\"steps\":[{\"do\":\"fault\",\"fault\":{\"kind\":\"token-refused\",\"status\":200}}]}"
            })
    void whatTheSchemaRefusesIsNoScenarioEither(String json) {
        assertFalse(ScenarioSchema.problems(json).isEmpty());
        assertThrows(ScenarioFormatException.class, () -> Scenario.parse(json));
    }

    @Test
    void theSchemaHasEveryStepWithItsFields() {
        Map<String, JsonNode> inSchema = new LinkedHashMap<>(definitions("step", "do"));
        inSchema.putAll(definitions("action", "do"));

        assertSame(JsonFormats.STEPS.kinds(), inSchema);
        assertSame(Action.kinds(), definitions("action", "do"));
    }

    @Test
    void theSchemaHasEveryFaultWithItsFields() {
        assertSame(Fault.kinds(), definitions("fault", "kind"));
    }

    private static void assertSame(List<Kind> kinds, Map<String, JsonNode> definitions) {
        assertEquals(kinds.stream().map(Kind::name).toList(), List.copyOf(definitions.keySet()));
        for (Kind kind : kinds) {
            JsonNode definition = Objects.requireNonNull(definitions.get(kind.name()));
            assertEquals(kind.summary(), definition.path("description").asString());
            assertEquals(
                    kind.parameterNames(),
                    List.copyOf(definition.path("properties").propertyNames()).stream()
                            .skip(1)
                            .toList());
            for (Parameter parameter : kind.parameters()) {
                assertSame(kind, parameter, definition);
            }
        }
    }

    private static void assertSame(Kind kind, Parameter parameter, JsonNode definition) {
        String where = kind.name() + "." + parameter.name();
        JsonNode property = definition.path("properties").path(parameter.name());
        boolean required = StreamSupport.stream(definition.path("required").spliterator(), false)
                .anyMatch(name -> name.asString().equals(parameter.name()));
        assertEquals(parameter.required(), required, where);
        assertEquals(
                parameter.fallback().orElse("none"),
                property.has("default") ? property.path("default").asString() : "none",
                where);
        parameter
                .least()
                .ifPresent(least -> assertEquals(least, property.path("minimum").asInt(), where));
        parameter
                .most()
                .ifPresent(most -> assertEquals(most, property.path("maximum").asInt(), where));
        assertEquals(
                parameter.choices(),
                StreamSupport.stream(property.path("enum").spliterator(), false)
                        .map(JsonNode::asString)
                        .toList(),
                where);
    }

    private static Map<String, JsonNode> definitions(String name, String discriminator) {
        Map<String, JsonNode> found = new LinkedHashMap<>();
        for (JsonNode definition : SCHEMA.path("$defs").path(name).path("oneOf")) {
            String kind = definition
                    .path("properties")
                    .path(discriminator)
                    .path("const")
                    .asString("");
            if (!kind.isEmpty()) {
                found.put(kind, definition);
            }
        }
        return found;
    }
}

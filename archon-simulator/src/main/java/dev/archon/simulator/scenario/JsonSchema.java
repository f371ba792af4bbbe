package dev.archon.simulator.scenario;

import java.util.List;
import java.util.Optional;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Writes the JSON Schema of scenario files (draft 2020-12) from the formats of steps, actions and faults. */
final class JsonSchema {

    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private JsonSchema() {}

    static String ofScenarios() {
        ObjectNode schema = JSON.createObjectNode()
                .put("$schema", "https://json-schema.org/draft/2020-12/schema")
                .put("$id", "urn:archon:simulator:scenario")
                .put("title", "Scenario of the Archon simulator");
        ObjectNode scenario = Scenario.FORMAT.schema(Optional.empty());
        scenario.withObject("properties")
                .putObject(Scenario.SCHEMA_FIELD)
                .put("type", "string")
                .put("description", "Where this schema is, for editors.");
        schema.setAll(scenario);
        ObjectNode definitions = schema.putObject("$defs");
        definitions.set("duration", duration());
        definitions.putObject("span").put("description", "A duration, or one that is drawn anew each time.");
        definitions
                .withObject("span")
                .putArray("oneOf")
                .add(reference("duration"))
                .add(DurationRange.FORMAT.schema(Optional.empty()));
        definitions.putObject("steps").put("type", "array").set("items", reference("step"));
        ArrayNode steps = JsonFormats.CONTROL_STEPS.schemas();
        steps.add(reference("action"));
        definitions.putObject("step").set("oneOf", steps);
        definitions.putObject("action").set("oneOf", JsonFormats.ACTIONS.schemas());
        definitions.putObject("fault").set("oneOf", JsonFormats.FAULTS.schemas());
        return JSON.writeValueAsString(schema);
    }

    static String ofStubs() {
        ObjectNode schema = JSON.createObjectNode()
                .put("$schema", "https://json-schema.org/draft/2020-12/schema")
                .put("$id", "urn:archon:simulator:stubs")
                .put("title", "Stubs of the Archon simulator");
        ArrayNode forms = schema.putArray("oneOf");
        forms.add(reference("stub")).add(reference("stubs"));
        ObjectNode named = forms.addObject().put("type", "object").put("additionalProperties", false);
        named.putArray("required").add(StubFormat.STUBS);
        named.putObject("properties").set(StubFormat.STUBS, reference("stubs"));
        ObjectNode definitions = schema.putObject("$defs");
        definitions.putObject("stubs").put("type", "array").put("minItems", 1).set("items", reference("stub"));
        definitions.set("stub", StubFormat.schema());
        List.of(named, (ObjectNode) definitions.path("stub"))
                .forEach(object -> object.withObject("properties")
                        .putObject(Scenario.SCHEMA_FIELD)
                        .put("type", "string")
                        .put("description", "Where this schema is, for editors."));
        return JSON.writeValueAsString(schema);
    }

    private static ObjectNode duration() {
        ObjectNode duration = JSON.createObjectNode()
                .put("type", "string")
                .put("pattern", "^" + DurationFormat.PATTERN + "$")
                .put("description", "A number and a unit, in whole milliseconds, at most 24h.");
        ArrayNode examples = duration.putArray("examples");
        List.of("200ms", "1.5s", "2m").forEach(examples::add);
        return duration;
    }

    private static ObjectNode reference(String definition) {
        return JSON.createObjectNode().put("$ref", "#/$defs/" + definition);
    }
}

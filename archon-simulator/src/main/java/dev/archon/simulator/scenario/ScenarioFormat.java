package dev.archon.simulator.scenario;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The form of a whole scenario. */
final class ScenarioFormat {

    private static final String SCHEMA = "scenario.schema.json";

    /** Names the schema, for editors. */
    private static final String SCHEMA_FIELD = "$schema";

    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
    private static final Kind SCENARIO = new Kind(
            "scenario",
            "A scenario.",
            List.of(
                    Parameter.of("name", Parameter.Type.TEXT, "what it is called"),
                    Parameter.of("summary", Parameter.Type.TEXT, "what it is good for")
                            .orElse(""),
                    Parameter.of("steps", Parameter.Type.STEPS, "the steps")));

    private ScenarioFormat() {}

    static Scenario read(LocatedJson value) {
        FieldReader fields = FieldReader.of(value, SCENARIO, Set.of(SCHEMA_FIELD));
        return FieldReader.checked(
                fields, in -> new Scenario(in.text("name"), in.text("summary"), StepForms.steps(in)));
    }

    static String write(Scenario scenario) {
        ObjectNode out = JSON.createObjectNode();
        out.put("name", scenario.name());
        out.put("summary", scenario.summary());
        out.set("steps", StepForms.write(scenario.steps()));
        return JSON.writeValueAsString(out);
    }

    static String schema() {
        try (InputStream in = ScenarioFormat.class.getResourceAsStream(SCHEMA)) {
            if (in == null) {
                throw new IllegalStateException(SCHEMA + " is not in the simulator's jar");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + SCHEMA, e);
        }
    }
}

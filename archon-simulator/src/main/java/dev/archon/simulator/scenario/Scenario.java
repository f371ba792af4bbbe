package dev.archon.simulator.scenario;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * A sequence of steps for a simulated server. It is a value: the same scenario may be played on any number of
 * servers, at once or one after the other.
 *
 * <pre>{@code
 * Scenario evening = Scenario.of("evening", "A full server loses its network again and again.", steps -> steps
 *         .awaitConnections(1)
 *         .traffic(Traffic.BUSY)
 *         .repeat(3, again -> again
 *                 .pause(Duration.ofSeconds(10), Duration.ofSeconds(60))
 *                 .drop())
 *         .during(new Fault.TokenRefused(429, Optional.of(Duration.ofSeconds(5))), meanwhile -> meanwhile
 *                 .pause(Duration.ofSeconds(30))));
 * }</pre>
 *
 * <p>{@link Scenarios} has the built-in ones; the package's page describes the file format.
 *
 * @param name its name: letters, digits and {@code . _ - :}, at most 100 of them
 * @param summary what it does, in one line
 * @param steps the steps, taken one after the other
 */
public record Scenario(String name, String summary, List<Step> steps) {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._:-]{1,100}");

    /** Names the schema of the file, for editors. */
    static final String SCHEMA_FIELD = "$schema";

    static final JsonFormat<Scenario> FORMAT = JsonFormat.of(
            Scenario.class,
            "scenario",
            "A scenario.",
            JsonField.required(
                    "name",
                    JsonType.TEXT.narrowed(schema -> schema.put("pattern", "^" + NAME + "$")),
                    "what it is called",
                    Scenario::name),
            JsonField.withDefault(
                    "summary",
                    JsonType.TEXT.narrowed(schema -> schema.put("pattern", "^[^\\r\\n]*$")),
                    "",
                    "what it is good for, in one line",
                    Scenario::summary),
            JsonField.required("steps", JsonType.STEPS, "the steps", Scenario::steps),
            Scenario::new);

    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    /**
     * Checks the name and copies the steps.
     *
     * @throws IllegalArgumentException if the name is empty, too long or has other characters, or the summary has several
     *     lines
     */
    public Scenario {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("name must be 1 to 100 letters, digits and . _ - : only: " + name);
        }
        if (summary.indexOf('\n') >= 0 || summary.indexOf('\r') >= 0) {
            throw new IllegalArgumentException("summary must be one line");
        }
        steps = List.copyOf(steps);
    }

    /**
     * Builds a scenario in Java.
     *
     * @param name the name: letters, digits and {@code . _ - :}, 1 to 100 of them
     * @param summary what the scenario does, in one line
     * @param steps adds the steps in order; called once, on the calling thread, before this method returns
     * @return the scenario
     * @throws IllegalArgumentException if the name or the summary is not allowed, or a value of a step is out of range
     */
    public static Scenario of(String name, String summary, Consumer<ScenarioBuilder> steps) {
        return new Scenario(name, summary, ScenarioBuilder.steps(steps));
    }

    /**
     * Reads a scenario from JSON; the package's page describes the format.
     *
     * @param json the text
     * @return the scenario
     * @throws ScenarioFormatException if the text is not a scenario; the message names the place and the reason
     */
    public static Scenario parse(String json) {
        return read(LocatedJsonReader.read("scenario", json));
    }

    /**
     * Reads a scenario from a file, in UTF-8.
     *
     * @param file the file
     * @return the scenario
     * @throws ScenarioFormatException if the file holds no scenario; the message names the place and the reason
     * @throws IOException if the file cannot be read, or is not UTF-8
     */
    public static Scenario read(Path file) throws IOException {
        return read(LocatedJsonReader.read(String.valueOf(file.getFileName()), Files.readString(file)));
    }

    private static Scenario read(LocatedJson json) {
        return FORMAT.read(json, Set.of(SCHEMA_FIELD));
    }

    /**
     * The JSON Schema of scenario files (draft 2020-12), for editors that complete and check files.
     *
     * @return the schema
     */
    public static String schema() {
        return JsonSchema.ofScenarios();
    }

    /**
     * The scenario as JSON, in the form that {@link #parse} reads.
     *
     * @return one JSON object, indented
     */
    public String toJson() {
        ObjectNode out = JSON.createObjectNode();
        FORMAT.write(this, out);
        return JSON.writeValueAsString(out);
    }

    /**
     * Returns what a run of the scenario does: a pure function of the seed and the index. Instructions are computed as they
     * are asked for, since a scenario may have no end.
     *
     * @param seed the seed of the random durations and choices
     * @param serverIndex the server's index among the simulator's servers, from 0, for {@link Step.Stagger}
     * @return the instructions, in order; {@code hasNext} throws {@link IllegalStateException} if the scenario executes 100,000
     *     steps without letting time pass
     */
    public Iterator<Instruction> instructions(long seed, int serverIndex) {
        return new ScenarioInterpreter(this, seed, serverIndex);
    }
}

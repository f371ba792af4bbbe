package dev.archon.simulator.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Any text as the file of a scenario and as one of stubs. The ordinary build replays the committed corpus, in {@code
 * ScenarioFuzzTestInputs} among the test resources; {@code .ci/fuzz 10 ScenarioFuzzTest} lets Jazzer search for more.
 *
 * <p>Holds that what cannot be read is a {@link ScenarioFormatException} whose place lies within the text; that what was
 * read survives being written and read; that a scenario can be interpreted; and that the headers of a stub's answer are one
 * line each, whatever its placeholders stand for.
 */
class ScenarioFuzzTest {

    private static final int MOST_INSTRUCTIONS = 50;
    private static final int LARGEST_SEED = 4_000;

    @MethodSource("builtInScenarios")
    @FuzzTest
    void scenarios(byte[] file) {
        String json = new String(file, StandardCharsets.UTF_8);
        try {
            Scenario scenario = Scenario.parse(json);
            assertEquals(scenario, Scenario.parse(scenario.toJson()), "written and read again");
            interpret(scenario);
        } catch (ScenarioFormatException e) {
            namesAPlaceWithin(json, e);
        }
    }

    /** The shorter ones of the built-in scenarios, as texts to start from. */
    static Stream<byte[]> builtInScenarios() {
        return Scenarios.all().stream()
                .map(Scenario::toJson)
                .filter(json -> json.length() < LARGEST_SEED)
                .map(json -> json.getBytes(StandardCharsets.UTF_8));
    }

    private static void interpret(Scenario scenario) {
        Iterator<Instruction> instructions = scenario.instructions(1, 0);
        try {
            for (int i = 0; i < MOST_INSTRUCTIONS && instructions.hasNext(); i++) {
                assertNotNull(instructions.next());
            }
        } catch (IllegalStateException e) {
            assertTrue(String.valueOf(e.getMessage()).endsWith("things without letting time pass"), e::toString);
        }
    }

    @FuzzTest
    void stubs(byte[] file) {
        String json = new String(file, StandardCharsets.UTF_8);
        Function<String, String> hostile = name -> "a\r\nb\"\\" + name;
        try {
            for (Stub stub : Stub.parseAll(json)) {
                assertEquals(stub, Stub.parse(stub.toJson()), "written and read again");
                assertEquals(stub.call(), CallPattern.parse(stub.call().toString()), "the call as one text");
                stub.answer(hostile)
                        .headers()
                        .forEach((name, value) ->
                                assertFalse((name + value).chars().anyMatch(c -> c == '\r' || c == '\n'), value));
            }
        } catch (ScenarioFormatException e) {
            namesAPlaceWithin(json, e);
        }
    }

    private static void namesAPlaceWithin(String json, ScenarioFormatException e) {
        long lines = json.chars().filter(c -> c == '\n' || c == '\r').count() + 1;
        assertTrue(e.line() >= 1 && e.line() <= lines, e.getMessage());
        assertTrue(e.column() >= 1 && e.column() <= json.length() + 1, e.getMessage());
    }
}

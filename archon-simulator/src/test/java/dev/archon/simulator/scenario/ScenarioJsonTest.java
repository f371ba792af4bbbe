package dev.archon.simulator.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.archon.protocol.event.NewModEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScenarioJsonTest {

    /** The example of the package's page. */
    private static final String EVENING = """
            {
              "name": "evening",
              "summary": "A full server loses its network again and again.",
              "steps": [
                {"do": "await"},
                {"do": "traffic", "level": "busy"},
                {"do": "repeat", "times": 3, "steps": [
                  {"do": "wait", "for": {"from": "10s", "to": "1m"}},
                  {"do": "drop"}
                ]},
                {"do": "fault", "fault": {"kind": "token-refused", "status": 429, "retry_after": "5s"}, "times": 2},
                {"do": "during", "fault": {"kind": "slow-bytes", "bytes": 16}, "steps": [
                  {"do": "burst", "lines": 100},
                  {"do": "wait", "for": "30s"}
                ]}
              ]
            }
            """;

    @Test
    void theExampleSaysWhatTheSameScriptSaysInJava() {
        Scenario inJava = Scenario.of(
                "evening",
                "A full server loses its network again and again.",
                script -> script.awaitConnections(1)
                        .traffic(Traffic.BUSY)
                        .repeat(
                                3,
                                again -> again.pause(Duration.ofSeconds(10), Duration.ofMinutes(1))
                                        .drop())
                        .fault(new Fault.TokenRefused(429, Optional.of(Duration.ofSeconds(5))), 2)
                        .during(
                                new Fault.SlowBytes(16, Duration.ofMillis(20)),
                                meanwhile -> meanwhile.burst(100).pause(Duration.ofSeconds(30))));

        assertEquals(inJava, Scenario.parse(EVENING));
        assertEquals(List.of(), ScenarioSchema.problems(EVENING));
    }

    @Test
    void theExampleOfThePackagesPageIsThisOne() throws IOException {
        String page = Files.readString(Path.of("src/main/java/dev/archon/simulator/scenario/package-info.java"));

        assertTrue(page.lines()
                .map(line -> line.startsWith(" * ") ? line.substring(3) : line)
                .reduce("", (all, line) -> all + line + "\n")
                .contains(EVENING));
    }

    @Test
    void aFileIsReadAndNamedInErrors(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("evening.json");
        Files.writeString(file, EVENING);
        assertEquals(Scenario.parse(EVENING), Scenario.read(file));

        Files.writeString(file, EVENING.replace("\"lines\": 100", "\"lines\": -1"));
        ScenarioFormatException error = assertThrows(ScenarioFormatException.class, () -> Scenario.read(file));
        assertEquals("evening.json:13:32: steps[4].steps[0].lines must be 0 to 1000000: -1", error.getMessage());
        assertEquals(13, error.line());
        assertEquals(32, error.column());
        assertEquals("steps[4].steps[0].lines", error.field());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "steps                         | {\"name\":\"x\"}                                         | is missing",
                "name                          | {\"name\":7,\"steps\":[]}                               | must be a string, not a number",
                "nmae                          | {\"nmae\":\"x\",\"steps\":[]}                           | did you mean name?",
                "steps                         | {\"name\":\"x\",\"steps\":{}}                           | must be a list, not an object",
                "steps[0]                      | {\"name\":\"x\",\"steps\":[true]}                       | must be an object, not true",
                "steps[0].do                   | {\"name\":\"x\",\"steps\":[{\"lines\":1}]}              | is missing",
                "steps[0].do                   | {\"name\":\"x\",\"steps\":[{\"do\":\"brust\"}]}         | did you mean burst",
                "steps[0].lines                | {\"name\":\"x\",\"steps\":[{\"do\":\"burst\"}]}         | is missing",
                "steps[0].line                 | {\"name\":\"x\",\"steps\":[{\"do\":\"burst\",\"line\":1}]} | did you mean lines?",
                "steps[0].lines                | {\"name\":\"x\",\"steps\":[{\"do\":\"burst\",\"lines\":1.5}]} | must be a whole number: 1.5",
                "steps[0].lines                | {\"name\":\"x\",\"steps\":[{\"do\":\"burst\",\"lines\":null}]} | must be a number, not null",
                "steps[0].lines                | {\"name\":\"x\",\"steps\":[{\"do\":\"burst\",\"lines\":1e9999999999}]} | is too large",
                "steps[0].for                  | {\"name\":\"x\",\"steps\":[{\"do\":\"wait\",\"for\":\"25h\"}]} | at most 24h",
                "steps[0].for                  | {\"name\":\"x\",\"steps\":[{\"do\":\"wait\",\"for\":\"0.1ms\"}]} | whole milliseconds",
                "steps[0].for.to               | {\"name\":\"x\",\"steps\":[{\"do\":\"wait\",\"for\":{\"from\":\"1s\"}}]} | is missing",
                "steps[0].for                  | {\"name\":\"x\",\"steps\":[{\"do\":\"wait\",\"for\":{\"from\":\"2s\",\"to\":\"1s\"}}]} | must not be longer",
                "steps[0].level                | {\"name\":\"x\",\"steps\":[{\"do\":\"traffic\",\"level\":\"wild\"}]} | silent, quiet, normal, busy",
                "steps[0].code                 | {\"name\":\"x\",\"steps\":[{\"do\":\"close\",\"code\":99}]} | must be 1000 to 4999",
                "steps[0]                      | {\"name\":\"x\",\"steps\":[{\"do\":\"close\",\"code\":1006}]} | code must be 1000 to 4999, without 1004",
                "steps[0].event                | {\"name\":\"x\",\"steps\":[{\"do\":\"emit\",\"event\":{\"event\":\"mood\"}}]} | no event that the protocol knows",
                "steps[0].event                | {\"name\":\"x\",\"steps\":[{\"do\":\"emit\",\"event\":{\"event\":\"uptime\"}}]} | uptime",
                "steps[0]                      | {\"name\":\"x\",\"steps\":[{\"do\":\"repeat\",\"steps\":[]}]} | must take time",
                "steps[0].fault.kind           | {\"name\":\"x\",\"steps\":[{\"do\":\"fault\",\"fault\":{\"kind\":\"half\"}}]} | did you mean half-open?",
                "steps[0].fault.status         | {\"name\":\"x\",\"steps\":[{\"do\":\"fault\",\"fault\":{\"kind\":\"token-refused\"}}]} | is missing",
                "steps[0]                      | {\"name\":\"x\",\"steps\":[{\"do\":\"fault\",\"times\":1,\"fault\":{\"kind\":\"half-open\"}}]} | times must not be given",
                "steps[0].options[1].weight    | {\"name\":\"x\",\"steps\":[{\"do\":\"choose\",\"options\":[{\"steps\":[]},{\"weight\":0,\"steps\":[]}]}]} | must be 1 to",
                "name                          | {\"name\":\"x\",\"name\":\"y\",\"steps\":[]}            | is given twice",
            })
    void anErrorNamesTheField(String field, String json, String problem) {
        ScenarioFormatException error = assertThrows(ScenarioFormatException.class, () -> Scenario.parse(json));

        assertEquals(field, error.field(), error.getMessage());
        assertTrue(String.valueOf(error.getMessage()).contains(problem), error.getMessage());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "1 |  1 | ``",
                "1 |  3 | {]",
                "1 | 25 | {\"name\":\"x\",\"steps\":[]} {}",
                "1 | 24 | {\"name\":\"x\",\"steps\":[] "
            })
    void whatIsNotJsonIsPlacedToo(int line, int column, String json) {
        ScenarioFormatException error = assertThrows(ScenarioFormatException.class, () -> Scenario.parse(json));

        assertEquals(line, error.line());
        assertTrue(Math.abs(error.column() - column) <= 2, error.getMessage());
    }

    @Test
    void anEventIsReadByTheProtocolsOwnCodec() {
        assertEquals(
                new Action.Emit(new NewModEvent("sodium", "1.0")),
                Action.parse("{\"do\":\"emit\",\"event\":{\"project_id\":\"sodium\",\"event\":\"new-mod\","
                        + "\"version_id\":\"1.0\"}}"));
    }

    @Test
    void deepNestingIsAnErrorAndNotAnOverflow() {
        String json = "{\"name\":\"x\",\"steps\":[".repeat(200);

        assertThrows(ScenarioFormatException.class, () -> Scenario.parse(json));
    }
}

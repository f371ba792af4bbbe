package dev.archon.simulator.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;

@Tag("slow")
class ScenarioJsonProperties {

    @Property
    void whatIsWrittenIsReadAgain(@ForAll("scenarios") Scenario scenario) {
        assertEquals(scenario, Scenario.parse(scenario.toJson()));
    }

    @Property
    void aFaultThatIsWrittenIsReadAgain(@ForAll("faults") Fault fault) {
        assertEquals(fault, Fault.parse(fault.toJson()));
    }

    @Property(tries = 200)
    void whatIsWrittenIsWhatTheSchemaAllows(@ForAll("scenarios") Scenario scenario) {
        assertEquals(List.of(), ScenarioSchema.problems(scenario.toJson()));
    }

    @Property
    void aTextThatIsBrokenSaysWhereOrIsStillAScenario(@ForAll("broken") String json) {
        try {
            Scenario unused = Scenario.parse(json);
        } catch (ScenarioFormatException e) {
            long lines = json.lines().count() + 1;
            assertTrue(e.line() >= 1 && e.line() <= lines, e.getMessage());
            assertTrue(e.column() >= 1 && e.column() <= json.length() + 1, e.getMessage());
        }
    }

    @Provide
    Arbitrary<Scenario> scenarios() {
        return ScenarioArbitraries.scenarios();
    }

    @Provide
    Arbitrary<Fault> faults() {
        return ScenarioArbitraries.faults();
    }

    /** The text of a scenario with a piece of it replaced by another. */
    @Provide
    Arbitrary<String> broken() {
        Arbitrary<String> pieces = Arbitraries.of(
                "", "{", "}", "[", "]", "\"", ",", ":", "null", "-1", "1e99", "true", "\"do\"", "\"wait\"", "{}", "[]");
        return Combinators.combine(
                        scenarios(),
                        Arbitraries.doubles().between(0, 1),
                        pieces,
                        Arbitraries.integers().between(0, 12))
                .as((scenario, share, piece, length) -> {
                    String json = scenario.toJson();
                    int from = (int) (share * json.length());
                    int to = Math.min(json.length(), from + length);
                    return json.substring(0, from) + piece + json.substring(to);
                });
    }
}

package dev.archon.simulator.scenario;

import static java.time.Duration.ofSeconds;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * A built-in scenario, and the number that may be given with its name.
 *
 * @param name its name
 * @param summary what it does
 * @param number the number that it takes, if any
 * @param steps makes its steps, with the number if one is given
 */
record ScenarioEntry(String name, String summary, Optional<Amount> number, Function<OptionalInt, List<Step>> steps) {

    private static final Amount TIMES = new Amount("TIMES", Limits.MOST_TIMES);

    /**
     * A number that a scenario takes.
     *
     * @param name what it is called in summaries
     * @param most the largest value; the smallest is 1
     */
    record Amount(String name, int most) {}

    Scenario scenario() {
        return new Scenario(name, summary, steps.apply(OptionalInt.empty()));
    }

    Scenario scenario(int given) {
        return new Scenario(name + ":" + given, summary, steps.apply(OptionalInt.of(given)));
    }

    /** A scenario that takes no number. */
    static ScenarioEntry fixed(String name, String summary, Consumer<ScenarioBuilder> script) {
        List<Step> steps = ScenarioBuilder.steps(script);
        return new ScenarioEntry(name, summary, Optional.empty(), unused -> steps);
    }

    /** A scenario whose steps depend on a number. */
    static ScenarioEntry numbered(
            String name, String summary, Amount number, Function<OptionalInt, Consumer<ScenarioBuilder>> script) {
        return new ScenarioEntry(
                name, summary, Optional.of(number), given -> ScenarioBuilder.steps(script.apply(given)));
    }

    /** A fault that is switched on from the start; if it can be counted, the number says for how many occasions. */
    static ScenarioEntry fault(String name, String summary, Fault fault) {
        if (!fault.counted()) {
            return fixed(name, summary, script -> script.fault(fault));
        }
        return new ScenarioEntry(
                name,
                summary + " Lasts until the scenario is stopped; " + name + ":TIMES does it TIMES times.",
                Optional.of(TIMES),
                times -> List.of(new Step.Inject(fault, times)));
    }

    /** An action that is performed once a client is there; the number says how often. */
    static ScenarioEntry action(String name, String summary, Action action) {
        return numbered(
                name,
                summary + " Happens once; " + name + ":TIMES does it TIMES times, one second apart.",
                TIMES,
                given -> script -> script.repeat(
                        given.orElse(1),
                        again -> again.awaitConnections(1).pause(ofSeconds(1)).then(action)));
    }
}

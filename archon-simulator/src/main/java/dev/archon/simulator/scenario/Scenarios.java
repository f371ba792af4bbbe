package dev.archon.simulator.scenario;

import java.util.List;
import java.util.Optional;

/**
 * The scenarios that are ready to be used.
 *
 * <p>Some take a number behind a colon: {@code log-flood:5000} prints 5000 lines a second, {@code token-500:3} fails three
 * token calls. Two families take any number of their kind: {@code token-CODE} and {@code handshake-CODE} any HTTP error,
 * {@code close-CODE} any close code.
 *
 * <p>What happens to sockets waits until there is one that is authenticated, so that whoever connects late sees it too.
 */
public final class Scenarios {

    private Scenarios() {}

    /**
     * All scenarios, with the numbers that they have when none is given.
     *
     * @return the scenarios: everyday ones first, then those that go wrong
     */
    public static List<Scenario> all() {
        return BuiltInScenarios.ENTRIES.stream().map(ScenarioEntry::scenario).toList();
    }

    /**
     * One of the scenarios.
     *
     * @param name its name, for example {@code busy} or {@code log-flood:5000}
     * @return the scenario
     * @throws IllegalArgumentException if there is none of that name, or it does not take that number; the message names
     *     those that may have been meant
     */
    public static Scenario named(String name) {
        int colon = name.indexOf(':');
        String base = colon < 0 ? name : name.substring(0, colon);
        ScenarioEntry entry = BuiltInScenarios.entry(base).orElseThrow(() -> unknown(name));
        return colon < 0 ? entry.scenario() : entry.scenario(number(entry, name.substring(colon + 1)));
    }

    private static IllegalArgumentException unknown(String name) {
        List<String> names = all().stream().map(Scenario::name).toList();
        return new IllegalArgumentException("there is no scenario " + name + "; " + NameSuggestions.hint(name, names));
    }

    private static int number(ScenarioEntry entry, String text) {
        Optional<ScenarioEntry.Amount> number = entry.number();
        if (number.isEmpty()) {
            throw new IllegalArgumentException("scenario " + entry.name() + " takes no number: " + text);
        }
        int most = number.get().most();
        if (!text.matches("[0-9]{1,9}") || Integer.parseInt(text) < 1 || Integer.parseInt(text) > most) {
            throw new IllegalArgumentException("scenario " + entry.name() + ":"
                    + number.get().name() + " takes a number from 1 to " + most + ": " + text);
        }
        return Integer.parseInt(text);
    }
}

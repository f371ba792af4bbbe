package dev.archon.simulator.scenario;

import java.util.List;
import java.util.Optional;

/**
 * The built-in scenarios.
 *
 * <p>Some take a number behind a colon: {@code log-flood:5000} prints 5000 lines a second, {@code token-500:3} fails three
 * token calls. Three names take any code: {@code token-CODE} and {@code handshake-CODE} any HTTP error,
 * {@code close-CODE} any close code.
 *
 * <p>An action on connections waits until at least one is authenticated, so that a client that connects late sees it too.
 */
public final class Scenarios {

    private Scenarios() {}

    /**
     * All scenarios, with their default numbers.
     *
     * @return the scenarios: normal operation first, then errors
     */
    public static List<Scenario> all() {
        return BuiltInScenarios.ENTRIES.stream().map(ScenarioEntry::scenario).toList();
    }

    /**
     * One of the scenarios.
     *
     * @param name its name, for example {@code busy} or {@code log-flood:5000}
     * @return the scenario
     * @throws IllegalArgumentException if there is no scenario of that name, or it does not take that number; the
     *     message names similar ones
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

package dev.archon.simulator.scenario;

import java.util.List;

/**
 * A kind of action, step or fault: the name that it has in a scenario file, and what it takes.
 *
 * @param name the name, for example {@code burst}
 * @param summary what it does, in one sentence
 * @param parameters what it takes
 */
public record Kind(String name, String summary, List<Parameter> parameters) {

    /** Copies the parameters. */
    public Kind {
        parameters = List.copyOf(parameters);
    }

    List<String> parameterNames() {
        return parameters.stream().map(Parameter::name).toList();
    }
}

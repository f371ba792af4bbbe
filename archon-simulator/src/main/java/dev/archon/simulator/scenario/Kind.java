package dev.archon.simulator.scenario;

import java.util.List;

/**
 * A kind of action, step or fault: its name in a scenario file, and its parameters.
 *
 * @param name the name, for example {@code burst}
 * @param summary what it does, in one sentence
 * @param parameters its parameters
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

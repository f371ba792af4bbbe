package dev.archon.simulator.cli;

import dev.archon.simulator.conformance.ConformanceCase;
import dev.archon.simulator.conformance.ConformanceCases;
import dev.archon.simulator.scenario.Scenario;
import dev.archon.simulator.scenario.Scenarios;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** The values that help and completion offer for an option: constants as they are typed, scenarios, and cases. */
final class Candidates {

    private Candidates() {}

    /** Adds them to the options and parameters of all commands. */
    static void add(CommandLine commands) {
        commands.getSubcommands().values().forEach(command -> add(command.getCommandSpec()));
    }

    private static void add(CommandSpec command) {
        for (OptionSpec option : List.copyOf(command.options())) {
            candidates(option).ifPresent(values -> {
                command.remove(option);
                command.addOption(
                        OptionSpec.builder(option).completionCandidates(values).build());
            });
        }
        for (PositionalParamSpec parameter : List.copyOf(command.positionalParameters())) {
            candidates(parameter).ifPresent(values -> {
                command.remove(parameter);
                command.addPositional(PositionalParamSpec.builder(parameter)
                        .completionCandidates(values)
                        .build());
            });
        }
    }

    private static Optional<Iterable<String>> candidates(ArgSpec argument) {
        Class<?> type = argument.auxiliaryTypes()[0];
        if (type.isEnum()) {
            return Optional.of(Arrays.stream(type.getEnumConstants())
                    .map(constant -> constant.toString().toLowerCase(Locale.ROOT))
                    .toList());
        }
        if (type == Scenario.class) {
            return Optional.of(
                    () -> Scenarios.all().stream().map(Scenario::name).iterator());
        }
        if (argument instanceof OptionSpec option && option.longestName().equals("--case")) {
            return Optional.of(() ->
                    ConformanceCases.all().stream().map(ConformanceCase::id).iterator());
        }
        return Optional.empty();
    }
}

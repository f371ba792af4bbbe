package dev.archon.simulator.cli;

import dev.archon.simulator.scenario.Scenario;
import dev.archon.simulator.scenario.Scenarios;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Lists the scenarios, or shows one. */
@Command(
        name = "scenarios",
        description = "Lists the scenarios that serve --scenario takes by name, or shows one as a file would have it.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  java -jar archon-simulator.jar scenarios crash-loop > my-scenario.json",
            "  java -jar archon-simulator.jar scenarios ./my-scenario.json"
        },
        mixinStandardHelpOptions = true,
        versionProvider = Version.class)
final class ScenariosCommand implements Callable<Integer> {

    @Spec
    CommandSpec spec = CommandSpec.create();

    @Parameters(
            arity = "0..1",
            paramLabel = "NAME-OR-FILE",
            converter = ScenarioConverter.class,
            description = "the scenario to show as JSON; a file is checked thereby")
    @Nullable
    Scenario shown;

    @Option(names = "--schema", description = "show the JSON Schema of scenario files, for editors")
    boolean schema;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        if (schema) {
            out.println(Scenario.schema());
        } else if (shown != null) {
            out.println(shown.toJson());
        } else {
            list(out, Scenarios.all());
        }
        out.flush();
        return ExitCode.OK;
    }

    private static void list(PrintWriter out, List<Scenario> scenarios) {
        int width = scenarios.stream()
                .mapToInt(scenario -> scenario.name().length())
                .max()
                .orElse(0);
        scenarios.forEach(scenario -> out.println(
                scenario.name() + " ".repeat(width + 2 - scenario.name().length()) + scenario.summary()));
    }
}

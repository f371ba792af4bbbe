package dev.archon.simulator.cli;

import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Prints the script by which a shell completes commands and options. */
@Command(
        name = "completion",
        description = "Prints a script for bash and zsh that completes the commands and options of archon-simulator.",
        footerHeading = "%nExamples:%n",
        footer = {"  alias archon-simulator='java -jar archon-simulator.jar'", "  source <(archon-simulator completion)"
        },
        mixinStandardHelpOptions = true,
        versionProvider = Version.class)
final class CompletionCommand implements Callable<Integer> {

    @Spec
    CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        spec.commandLine()
                .getOut()
                .println(AutoComplete.bash(Main.NAME, spec.root().commandLine()));
        return ExitCode.OK;
    }
}

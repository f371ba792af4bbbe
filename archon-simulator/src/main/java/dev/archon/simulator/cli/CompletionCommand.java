package dev.archon.simulator.cli;

import java.util.Objects;
import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Spec;

/** Prints the script by which a shell completes commands and options. */
@Command(
        name = "completion",
        description = "Prints a script for bash and zsh that completes the commands and options of archon-simulator.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  alias archon-simulator='java -jar archon-simulator.jar'",
            "  source <(java -jar archon-simulator.jar completion)"
        },
        mixinStandardHelpOptions = true,
        versionProvider = Version.class)
final class CompletionCommand implements Callable<Integer> {

    @Spec
    CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        CommandLine commands = Main.commandLine();
        CommandLine serve = Objects.requireNonNull(commands.getSubcommands().get(Main.DEFAULT_COMMAND));
        // Its options may be given without the command, too.
        serve.getCommandSpec().options().stream()
                .filter(option -> !option.usageHelp() && !option.versionHelp())
                .map(option -> OptionSpec.builder(option).build())
                .forEach(commands.getCommandSpec()::addOption);
        spec.commandLine().getOut().println(AutoComplete.bash(Main.NAME, commands));
        return ExitCode.OK;
    }
}

package dev.archon.simulator.cli;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.OverwrittenOptionException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.TypeConversionException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Explains in one line what is wrong, and never repeats a value that could be a token. */
final class ErrorMessages {

    private static final String COMMAND_WORD = "[a-z][a-z.-]{0,29}";

    private ErrorMessages() {}

    static int wrongArguments(ParameterException problem, String... args) {
        CommandLine command = problem.getCommandLine();
        print(command, message(problem) + "; see " + command.getCommandSpec().qualifiedName() + " --help");
        return ExitCode.USAGE;
    }

    static int failure(Exception problem, CommandLine command, ParseResult arguments) {
        String message = problem.getMessage();
        print(command, message == null ? problem.getClass().getSimpleName() : message);
        return ExitCode.SOFTWARE;
    }

    /** What is wrong with a first argument that is neither a command nor an option. */
    static ParameterException unknownCommand(CommandLine command, String argument) {
        // Anything else could be the value of an option that was left out.
        String what =
                argument.matches(COMMAND_WORD) ? "there is no command " + argument : "the first argument is no command";
        return new ParameterException(
                command,
                what + "; the commands are "
                        + String.join(", ", command.getSubcommands().keySet()));
    }

    private static void print(CommandLine command, String message) {
        command.getErr().println(command.getColorScheme().errorText(Main.NAME + ": " + oneLine(message)));
    }

    private static String message(ParameterException problem) {
        if (problem instanceof UnmatchedArgumentException unmatched) {
            return unmatched(unmatched);
        }
        if (problem instanceof MissingParameterException missing) {
            return missing.getMissing().stream().map(ErrorMessages::missing).collect(Collectors.joining(", "));
        }
        if (problem instanceof OverwrittenOptionException twice) {
            return name(twice.getOverwritten()) + " is given more than once";
        }
        ArgSpec argument = problem.getArgSpec();
        return argument == null ? String.valueOf(problem.getMessage()) : wrongValue(argument, problem.getCause());
    }

    private static String unmatched(UnmatchedArgumentException problem) {
        List<String> options = problem.getUnmatched().stream()
                .filter(argument -> argument.startsWith("-"))
                .map(argument -> argument.split("=", 2)[0])
                .toList();
        if (!options.isEmpty()) {
            // What is no option may be the value of one that was misspelt.
            return "unknown option " + String.join(", ", options);
        }
        Set<String> commands =
                problem.getCommandLine().getCommandSpec().root().subcommands().keySet();
        return problem.getUnmatched().stream()
                .filter(commands::contains)
                .findFirst()
                .map(command -> "the command " + command + " must come first")
                .orElse("there is an argument too many");
    }

    private static String missing(ArgSpec argument) {
        return argument.isOption()
                ? name(argument) + " needs a value, " + argument.paramLabel()
                : argument.paramLabel() + " is missing";
    }

    private static String wrongValue(ArgSpec argument, @Nullable Throwable cause) {
        Class<?> type = argument.auxiliaryTypes()[0];
        String name = name(argument);
        if (type == int.class || type == long.class) {
            return name + " must be a whole number";
        }
        if (type == double.class) {
            return name + " must be a number";
        }
        if (type == boolean.class) {
            return name + " takes no value";
        }
        if (type == Duration.class) {
            return name + " must be a span of time such as 500ms, 90s, 10m or 1h";
        }
        if (type == URI.class) {
            return name + " must be a URL such as https://archon.modrinth.com";
        }
        if (type.isEnum()) {
            List<String> values = new ArrayList<>();
            argument.completionCandidates().forEach(values::add);
            return name + " must be one of " + String.join(", ", values).toLowerCase(Locale.ROOT);
        }
        return cause instanceof TypeConversionException explained
                ? name + ": " + explained.getMessage()
                : name + " has a value that cannot be used";
    }

    private static String name(ArgSpec argument) {
        return argument instanceof OptionSpec option ? option.longestName() : argument.paramLabel();
    }

    private static String oneLine(String text) {
        return text.lines()
                .map(String::strip)
                .reduce((first, next) -> first + " " + next)
                .orElse("");
    }
}

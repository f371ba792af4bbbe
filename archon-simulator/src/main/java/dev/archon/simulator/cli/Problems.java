package dev.archon.simulator.cli;

import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Says what is wrong in one line, and never repeats a value that could be a token. */
final class Problems {

    private Problems() {}

    static int ofArguments(ParameterException problem, String... args) {
        CommandLine command = problem.getCommandLine();
        command.getErr()
                .println(Main.NAME + ": " + oneLine(message(problem)) + "; see "
                        + command.getCommandSpec().qualifiedName() + " --help");
        return ExitCode.USAGE;
    }

    static int whileRunning(Exception problem, CommandLine command, ParseResult arguments) {
        String message = problem.getMessage();
        command.getErr()
                .println(Main.NAME + ": "
                        + oneLine(message == null ? problem.getClass().getSimpleName() : message));
        return ExitCode.SOFTWARE;
    }

    private static String message(ParameterException problem) {
        if (!(problem instanceof UnmatchedArgumentException unmatched)) {
            return String.valueOf(problem.getMessage());
        }
        List<String> options = unmatched.getUnmatched().stream()
                .filter(argument -> argument.startsWith("-"))
                .map(argument -> argument.split("=", 2)[0])
                .toList();
        // What is no option may be the value of one that was misspelt.
        return options.isEmpty() ? "there is an argument too many" : "unknown option " + String.join(", ", options);
    }

    private static String oneLine(String text) {
        return text.lines()
                .map(String::strip)
                .reduce((first, next) -> first + " " + next)
                .orElse("");
    }
}

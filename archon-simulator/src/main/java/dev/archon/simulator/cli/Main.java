package dev.archon.simulator.cli;

import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;

/** The entry point of the runnable jar. */
@Command(
        name = Main.NAME,
        description = {
            "A fake Archon: point any client's base URL at it.",
            "Without a command it serves; see '" + Main.NAME + " serve --help' for the options.",
            "Colours are used on a terminal, unless the environment variable NO_COLOR is set."
        },
        footerHeading = "%nExamples:%n",
        footer = {"  java -jar archon-simulator.jar --port 8080", "  java -jar archon-simulator.jar scenarios"},
        synopsisSubcommandLabel = "[serve | scenarios | record | replay | check | completion]",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        subcommands = {
            ServeCommand.class,
            ScenariosCommand.class,
            RecordCommand.class,
            ReplayCommand.class,
            CheckCommand.class,
            CompletionCommand.class
        })
public final class Main {

    static final String NAME = "archon-simulator";

    static final String DEFAULT_COMMAND = "serve";

    private static final String HELP = "help";

    /** In the order in which help shows them. */
    private static final Map<String, String> EXIT_CODES = new TreeMap<>(Map.of(
            "0", "all went well, or a signal ended what listened",
            "1", "something failed, or check has found a case that fails",
            "2", "the arguments are wrong"));

    private static final Set<String> OF_THE_WHOLE = Set.of("--help", "-h", "--version", "-V");

    private Main() {}

    /**
     * Runs the command line and ends the process: with 0 when all went well, 1 when something failed, 2 when the
     * arguments are wrong.
     *
     * @param args the arguments
     */
    public static void main(String[] args) {
        Charset charset = Charset.defaultCharset();
        PrintWriter out = new PrintWriter(System.out, true, charset);
        PrintWriter err = new PrintWriter(System.err, true, charset);
        System.exit(run(out, err, Ansi.AUTO, args));
    }

    static int run(PrintWriter out, PrintWriter err, Ansi ansi, String... args) {
        CommandLine line = commandLine()
                .setOut(out)
                .setErr(err)
                .setColorScheme(CommandLine.Help.defaultColorScheme(ansi))
                .setUsageHelpAutoWidth(true)
                .setParameterExceptionHandler(ErrorMessages::wrongArguments)
                .setExecutionExceptionHandler(ErrorMessages::failure);
        Set<String> commands = line.getSubcommands().keySet();
        if (args.length > 0 && !isKnown(args[0], commands)) {
            return ErrorMessages.wrongArguments(ErrorMessages.unknownCommand(line, args[0]), args);
        }
        return line.execute(withCommand(commands, args));
    }

    /** The commands and their options. */
    static CommandLine commandLine() {
        CommandLine commands = new CommandLine(new Main())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .registerConverter(Duration.class, new DurationConverter());
        Candidates.add(commands);
        tellExitCodes(commands);
        commands.getSubcommands().values().forEach(Main::tellExitCodes);
        return commands;
    }

    private static void tellExitCodes(CommandLine command) {
        command.getCommandSpec()
                .usageMessage()
                .exitCodeListHeading("%nExit codes:%n")
                .exitCodeList(EXIT_CODES);
    }

    private static boolean isKnown(String first, Set<String> commands) {
        return first.startsWith("-") || first.equals(HELP) || commands.contains(first);
    }

    /** Adds the default command, and makes {@code serve --help} of {@code help serve}. */
    static String[] withCommand(Set<String> commands, String... args) {
        if (args.length > 0 && args[0].equals(HELP)) {
            return args.length > 1 && commands.contains(args[1])
                    ? new String[] {args[1], "--help"}
                    : new String[] {"--help"};
        }
        if (args.length > 0 && (commands.contains(args[0]) || OF_THE_WHOLE.contains(args[0]))) {
            return args;
        }
        String[] serving = new String[args.length + 1];
        serving[0] = DEFAULT_COMMAND;
        System.arraycopy(args, 0, serving, 1, args.length);
        return serving;
    }
}

package dev.archon.simulator.cli;

import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.time.Duration;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;

/** The entry point of the runnable jar. */
@Command(
        name = Main.NAME,
        description = {
            "A fake Archon: point any client's base URL at it.",
            "Without a command it serves; see '" + Main.NAME + " serve --help' for the options."
        },
        synopsisSubcommandLabel = "[serve | scenarios | record | replay]",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        subcommands = {ServeCommand.class, ScenariosCommand.class, RecordCommand.class, ReplayCommand.class})
public final class Main {

    static final String NAME = "archon-simulator";

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
        System.exit(run(out, err, args));
    }

    static int run(PrintWriter out, PrintWriter err, String... args) {
        CommandLine line = new CommandLine(new Main())
                .setOut(out)
                .setErr(err)
                .setColorScheme(CommandLine.Help.defaultColorScheme(Ansi.OFF))
                .setUsageHelpAutoWidth(true)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler(Problems::ofArguments)
                .setExecutionExceptionHandler(Problems::whileRunning)
                .registerConverter(Duration.class, new DurationConverter());
        return line.execute(withCommand(line.getSubcommands().keySet(), args));
    }

    /** Serving is what one wants nearly always, so it need not be said. */
    private static String[] withCommand(Set<String> commands, String... args) {
        if (args.length > 0 && (commands.contains(args[0]) || OF_THE_WHOLE.contains(args[0]))) {
            return args;
        }
        String[] serving = new String[args.length + 1];
        serving[0] = "serve";
        System.arraycopy(args, 0, serving, 1, args.length);
        return serving;
    }
}

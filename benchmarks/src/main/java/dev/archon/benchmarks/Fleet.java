package dev.archon.benchmarks;

import dev.archon.benchmarks.fleet.RestCommand;
import dev.archon.benchmarks.fleet.SoakCommand;
import dev.archon.benchmarks.fleet.StormCommand;
import java.util.logging.Level;
import java.util.logging.Logger;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/**
 * What an operator tries before trusting the client with many servers. {@code benchmarks/fleet} starts it with enough file
 * descriptors and a limited heap.
 *
 * <pre>{@code
 * benchmarks/fleet rest
 * benchmarks/fleet storm --servers 2000
 * benchmarks/fleet soak --minutes 5
 * }</pre>
 */
@Command(
        name = "fleet",
        mixinStandardHelpOptions = true,
        usageHelpAutoWidth = true,
        synopsisSubcommandLabel = "COMMAND",
        description =
                "Runs the client with many servers, over TLS, against the simulator in another process. Exits with 1 if"
                        + " a line is lost or doubled, or a server is not back; a figure that is not reached is named.",
        subcommands = {RestCommand.class, StormCommand.class, SoakCommand.class})
public final class Fleet {

    /** Held, since a logger that nobody holds forgets its level. */
    private static final Logger CLIENT_LOG = Logger.getLogger("dev.archon.client");

    private Fleet() {}

    /**
     * Runs a command.
     *
     * @param args see {@code --help}
     */
    public static void main(String[] args) {
        // A line for each change of state of thousands of servers hides the progress.
        CLIENT_LOG.setLevel(Level.SEVERE);
        System.exit(commandLine().execute(args));
    }

    /** The command line. */
    static CommandLine commandLine() {
        return new CommandLine(new Fleet()).setCaseInsensitiveEnumValuesAllowed(true);
    }
}

package dev.archon.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.archon.benchmarks.contender.Contender;
import dev.archon.benchmarks.race.Comparison;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class RaceTest {

    private static final Pattern SHOWN =
            Pattern.compile("(?:dev\\.archon\\.benchmarks\\.Race|benchmarks/race) ?([^`\n]*)");

    @Test
    void theCommandsOfTheGuideAreOnesThatItTakes() throws IOException {
        List<MatchResult> shown = SHOWN.matcher(Files.readString(Path.of("docs/performance.md")))
                .results()
                .toList();

        assertTrue(shown.size() > 2, shown::toString);
        for (MatchResult command : shown) {
            String arguments = command.group(1).strip();
            Race.commandLine().parseArgs(arguments.isEmpty() ? new String[0] : arguments.split(" ", -1));
        }
    }

    @Test
    void theProfileOfTheGuideIsACommandThatThereIs() throws IOException {
        assertTrue(Files.readString(Path.of("docs/performance.md")).contains("benchmarks/profile --publish .\n"));
        Profile.commandLine().parseArgs("--publish", ".");
        Profile.commandLine().parseArgs("log", "log-tls", "--client", "archon-openssl", "--seconds", "1");
    }

    @Test
    void theHelpTellsWhatCanBeChosen() {
        // So wide that nothing is wrapped.
        String help = Race.commandLine()
                .setUsageHelpAutoWidth(false)
                .setUsageHelpWidth(500)
                .getUsageMessage();

        for (Comparison comparison : Comparison.values()) {
            assertTrue(help.contains("  " + comparison.id() + " "), help);
            assertTrue(help.contains(comparison.title()), help);
        }
        for (Contender contender : Contender.values()) {
            assertTrue(help.contains(contender.id()), help);
        }
    }

    @Test
    void anUnknownWorkloadIsRefusedWithAHintWhereAllAreListed() {
        StringWriter error = new StringWriter();

        int code = Race.commandLine().setErr(new PrintWriter(error, true)).execute("--workload", "typical");

        assertEquals(CommandLine.ExitCode.USAGE, code);
        assertTrue(error.toString().contains("there is no workload 'typical'; --help lists all"), error::toString);
    }
}

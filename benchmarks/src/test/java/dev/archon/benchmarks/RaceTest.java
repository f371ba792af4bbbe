package dev.archon.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.archon.benchmarks.contender.Contender;
import dev.archon.benchmarks.race.Comparison;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class RaceTest {

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

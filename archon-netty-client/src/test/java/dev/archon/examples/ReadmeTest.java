package dev.archon.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.archon.protocol.rest.PowerAction;
import dev.archon.simulator.ArchonSimulator;
import dev.archon.simulator.journal.JournalEntry;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class ReadmeTest {

    private static final Duration LIMIT = Duration.ofSeconds(20);

    private static final Pattern ARGUMENTS = Pattern.compile("-P(console|dashboard) .*-Dexec\\.args=\"([^\"]*)\"");

    @ParameterizedTest
    @CsvSource({"Embedding, README.md", "Metering, archon-netty-client/docs/embedding.md"})
    void theExamplesAreThoseThatAreCompiled(String example, String page) throws IOException {
        String source = Files.readString(Path.of("src/test/java/dev/archon/examples/" + example + ".java"));
        String shown =
                source.split("        // README\n", -1)[1].stripTrailing().stripIndent();
        assertTrue(
                Files.readString(Path.of("..", page)).contains("```java\n" + shown + "\n```"),
                page + " does not show:\n" + shown);
        assertTrue(shown.lines().count() <= 15);
    }

    @Test
    void theProgramsTakeTheArgumentsThatAreShown() throws IOException {
        List<MatchResult> shown = ARGUMENTS
                .matcher(Files.readString(Path.of("../README.md")))
                .results()
                .toList();
        assertFalse(shown.isEmpty());
        for (MatchResult command : shown) {
            PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8);
            Object program = command.group(1).equals("console")
                    ? new ServerConsole(new PlainConsole(InputStream.nullInputStream(), nowhere, nowhere), nowhere)
                    : new ServerDashboard(InputStream.nullInputStream(), nowhere, nowhere, false);
            new CommandLine(program).parseArgs(command.group(2).split(" ", -1));
        }
    }

    @Test
    void theExampleDoesWhatItSays() {
        try (ArchonSimulator simulator =
                ArchonSimulator.builder().server("demo").start()) {
            Embedding.run(simulator.baseUri(), "any", "demo");
            simulator.journal().awaitCommand("demo", "say hello", LIMIT);
            assertEquals(
                    PowerAction.RESTART,
                    simulator
                            .journal()
                            .await(JournalEntry.Power.class, power -> true, LIMIT)
                            .action());
        }
    }
}

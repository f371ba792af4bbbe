package dev.archon.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.archon.protocol.rest.PowerAction;
import dev.archon.simulator.ArchonSimulator;
import dev.archon.simulator.journal.JournalEntry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReadmeTest {

    private static final Duration LIMIT = Duration.ofSeconds(20);

    @ParameterizedTest
    @ValueSource(strings = {"Embedding", "Metering"})
    void theExamplesAreThoseThatAreCompiled(String example) throws IOException {
        String source = Files.readString(Path.of("src/test/java/dev/archon/examples/" + example + ".java"));
        String shown =
                source.split("        // README\n", -1)[1].stripTrailing().stripIndent();
        assertTrue(
                Files.readString(Path.of("../README.md")).contains("```java\n" + shown + "\n```"),
                "README.md does not show:\n" + shown);
        assertTrue(shown.lines().count() <= 15);
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

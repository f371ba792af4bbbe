package dev.archon.simulator.npm;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.archon.simulator.conformance.CaseResult;
import dev.archon.simulator.conformance.ConformanceCase;
import dev.archon.simulator.conformance.ConformanceCases;
import dev.archon.simulator.conformance.Verdict;
import dev.archon.simulator.conformance.report.MarkdownTable;
import dev.archon.simulator.conformance.run.ClientCommand;
import dev.archon.simulator.conformance.run.ConformanceRun;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The published npm client, unchanged, tried by the conformance kit. Skipped as {@link NpmClientTest} is. */
@Tag("slow")
@Timeout(value = 4, unit = TimeUnit.MINUTES)
class NpmConformanceTest {

    /** The second column of the table; {@code .ci/conformance} writes it. */
    private static final int COLUMN = 2;

    private static final int JOBS = 8;

    /** It watches 75 s of silence, in which this client does nothing. */
    private static final String LONG = "half-open";

    @Test
    void theNpmClientDoesWhatTheTableSays() throws Exception {
        Path script = NpmPackage.script("conformance.mjs");
        Map<String, Verdict> expected =
                new TreeMap<>(MarkdownTable.read(Files.readAllLines(Path.of("src/doc/conformance.md")), COLUMN));
        expected.remove(LONG);
        List<ConformanceCase> cases = ConformanceCases.all().stream()
                .filter(one -> !one.id().equals(LONG))
                .toList();
        Map<String, Verdict> seen = new TreeMap<>();
        Map<String, String> why = new TreeMap<>();
        for (CaseResult result : ConformanceRun.run(
                cases,
                new ClientCommand(List.of("node", script.toString(), "{url}", "{server}", "{token}")),
                JOBS,
                Duration.ofMinutes(1),
                result -> {})) {
            seen.put(result.given().id(), result.verdict());
            why.put(result.given().id(), result.judgement() + " " + result.output());
        }
        assertEquals(expected, seen, why::toString);
    }
}

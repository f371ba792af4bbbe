package dev.archon.examples;

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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** This client, tried by the conformance kit as any other client is. */
@Tag("slow")
@Timeout(value = 4, unit = TimeUnit.MINUTES)
class ConformanceTest {

    /** The first column of the table; {@code .ci/conformance} writes it. */
    private static final int COLUMN = 1;

    private static final int JOBS = 8;
    private static final Duration LIMIT = Duration.ofMinutes(2);

    /** With the delays of the document ten attempts take three minutes. */
    private static final String LONG = "gives-up";

    @Test
    void thisClientDoesWhatTheTableSays() throws Exception {
        Map<String, Verdict> expected = new TreeMap<>(
                MarkdownTable.read(Files.readAllLines(Path.of("../archon-simulator/src/doc/conformance.md")), COLUMN));
        List<ConformanceCase> cases = ConformanceCases.all().stream()
                .filter(one -> !one.id().equals(LONG))
                .toList();
        FutureTask<List<CaseResult>> longCase = new FutureTask<>(() -> ConformanceRun.run(
                List.of(ConformanceCases.named(LONG).orElseThrow()), client("PT0.1S"), 1, LIMIT, result -> {}));
        Thread meanwhile = new Thread(longCase, LONG);
        meanwhile.setDaemon(true);
        meanwhile.start();
        List<CaseResult> results = new ArrayList<>(ConformanceRun.run(cases, client(), JOBS, LIMIT, result -> {}));
        results.addAll(longCase.get());

        Map<String, CaseResult> last = new TreeMap<>();
        results.forEach(result -> last.put(result.given().id(), result));
        for (CaseResult result : results) {
            String id = result.given().id();
            if (result.verdict() != expected.get(id)) {
                // Where many clients start at once on a busy machine, an answer may come late. What is the client's own
                // shows again when it runs alone.
                last.putAll(alone(result.given(), id.equals(LONG) ? client("PT0.1S") : client()));
            }
        }
        Map<String, Verdict> seen = new TreeMap<>();
        last.forEach((id, result) -> seen.put(id, result.verdict()));
        assertEquals(
                expected,
                seen,
                () -> last.values().stream()
                        .filter(result ->
                                result.verdict() != expected.get(result.given().id()))
                        .map(result -> result.given().id() + " " + result.judgement() + " " + result.output())
                        .collect(Collectors.joining("\n")));
    }

    private static Map<String, CaseResult> alone(ConformanceCase given, ClientCommand client) throws Exception {
        return ConformanceRun.run(List.of(given), client, 1, LIMIT, result -> {}).stream()
                .collect(Collectors.toMap(result -> result.given().id(), result -> result));
    }

    private static ClientCommand client(String... more) {
        return new ClientCommand(Stream.concat(
                        Stream.of(
                                Path.of(System.getProperty("java.home"), "bin", "java")
                                        .toString(),
                                "-XX:TieredStopAtLevel=1",
                                "-XX:+UseSerialGC",
                                "-cp",
                                System.getProperty("java.class.path"),
                                ConformanceClient.class.getName(),
                                "{url}",
                                "{server}",
                                "{token}"),
                        Stream.of(more))
                .toList());
    }
}

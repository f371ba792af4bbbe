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
        FutureTask<CaseResult> longCase =
                new FutureTask<>(() -> alone(ConformanceCases.named(LONG).orElseThrow()));
        Thread meanwhile = new Thread(longCase, LONG);
        meanwhile.setDaemon(true);
        meanwhile.start();
        List<CaseResult> results = new ArrayList<>(ConformanceRun.run(cases, client(), JOBS, LIMIT, result -> {}));
        results.add(longCase.get());

        Map<String, Verdict> seen = new TreeMap<>();
        Map<String, String> why = new TreeMap<>();
        for (CaseResult result : results) {
            String id = result.given().id();
            // Where many clients start at once on a busy machine, an answer may come late, which is weak. What is the
            // client's own shows again when it runs alone.
            boolean isLate = result.verdict() == Verdict.WEAK && expected.get(id) != Verdict.WEAK;
            CaseResult last = isLate ? alone(result.given()) : result;
            seen.put(id, last.verdict());
            if (last.verdict() != expected.get(id)) {
                why.put(id, last.judgement() + " " + last.output());
            }
        }
        assertEquals(expected, seen, why::toString);
    }

    private static CaseResult alone(ConformanceCase given) throws Exception {
        ClientCommand client = given.id().equals(LONG) ? client("PT0.1S") : client();
        return ConformanceRun.run(List.of(given), client, 1, LIMIT, result -> {})
                .get(0);
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

package dev.archon.benchmarks.race;

import static java.nio.file.Files.createDirectories;
import static java.nio.file.Files.readString;
import static java.nio.file.Files.writeString;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.archon.benchmarks.contender.Contender;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FigureBlocksTest {

    private static final String END = "<!-- end of figures -->";

    @Test
    void onlyBlocksWithFiguresAreFilled() {
        String page = "before\n<!-- figures: a -->\nold\n" + END + "\nbetween\n<!-- figures: b c -->\nkept $1\n" + END;

        String filled = FigureBlocks.fill(page, name -> name.equals("a") ? Optional.of("new $2\n") : Optional.empty());

        assertEquals(
                "before\n<!-- figures: a -->\n\nnew $2\n\n" + END + "\nbetween\n<!-- figures: b c -->\nkept $1\n" + END,
                filled);
        assertEquals(
                filled, FigureBlocks.fill(filled, name -> name.equals("a") ? Optional.of("new $2") : Optional.empty()));
    }

    @Test
    void theFiguresOfARaceAreMediansOfTheNamedClients() {
        RaceFigures figures = new RaceFigures(results(), "a machine");

        assertEquals(Optional.of("a machine"), figures.apply("machine"));
        assertEquals(
                List.of(
                        "| client | events/s | CPU ns/event | bytes allocated/event |",
                        "|---|---:|---:|---:|",
                        "| Archon, batch listener | 12.0 M | 100 | 170 |",
                        "| OkHttp 5.5 + Jackson 3 | 2.00 M | 500 | 1,400 |"),
                figures.apply("table log archon-batch,okhttp")
                        .orElseThrow()
                        .lines()
                        .toList());
        assertEquals(Optional.empty(), figures.apply("table log4j"));
        assertEquals(Optional.empty(), figures.apply("profile log"));
    }

    @Test
    void whatIsReachedIsComparedWithTheBestOtherClient() {
        RaceFigures figures = new RaceFigures(results(), "a machine");

        assertTrue(
                figures.apply("compared")
                        .orElse("")
                        .contains("| typical lines as log, 134 bytes a frame | 6.0 times | 0.20 |"),
                () -> figures.apply("compared").orElse(""));
        assertTrue(
                figures.apply("not-reached")
                        .orElse("")
                        .contains(
                                "- log, Archon, batch listener: events/s to the best peer's: 6.00 x, to be at least 8.00 x"),
                () -> figures.apply("not-reached").orElse(""));
    }

    @Test
    void itIsSaidOfHowManyWorkloadsTheTargetsAreMet() {
        Results results = results();
        assertEquals(
                "Targets that are met: 1 of 3. Workloads of which all targets are met: 0 of 1.", firstLine(results));

        results.add(Comparison.LOG4J, Contender.ARCHON_BATCH, run(8e6, 100, 170));
        results.add(Comparison.LOG4J, Contender.OKHTTP, run(1e6, 800, 1_400));

        assertEquals(
                "Targets that are met: 4 of 6. Workloads of which all targets are met: 1 of 2.", firstLine(results));
    }

    private static String firstLine(Results results) {
        return new RaceFigures(results, "a machine")
                .apply("not-reached")
                .orElse("")
                .lines()
                .findFirst()
                .orElse("");
    }

    @Test
    void aPublishedRaceFillsReportChartsAndPages(@TempDir Path root) throws IOException {
        Path out = project(root);

        new Publication(root, Publication.MAIN).publish(out, new RaceFigures(results(), "a machine"));

        assertEquals("the report", readString(root.resolve("benchmarks/src/doc/race.md")));
        assertEquals("<svg/>", readString(root.resolve("benchmarks/src/doc/race-log.svg")));
        assertTrue(readString(root.resolve("README.md")).contains("\na machine\n"));
    }

    @Test
    void aReportOfAnotherJdkLeavesThePagesAlone(@TempDir Path root) throws IOException {
        Path out = project(root);

        new Publication(root, "race-jdk25").publish(out, new RaceFigures(results(), "a machine"));

        assertEquals("the report", readString(root.resolve("benchmarks/src/doc/race-jdk25.md")));
        assertFalse(Files.exists(root.resolve("benchmarks/src/doc/race.md")));
        assertFalse(Files.exists(root.resolve("benchmarks/src/doc/race-log.svg")));
        assertFalse(readString(root.resolve("README.md")).contains("a machine"));
    }

    @Test
    void thePagesHaveBlocksThatAFullRaceFills() throws IOException {
        String page = readString(Path.of("docs/performance.md"));
        assertTrue(page.contains("<!-- figures: machine -->"), page);
        assertTrue(page.contains("<!-- figures: table log -->"), page);
        assertTrue(page.contains("<!-- figures: not-reached -->"), page);
    }

    private static Path project(Path root) throws IOException {
        Path out = createDirectories(root.resolve("out"));
        createDirectories(root.resolve("benchmarks/src/doc"));
        createDirectories(root.resolve("benchmarks/docs"));
        writeString(root.resolve("README.md"), "<!-- figures: machine -->\n" + END);
        writeString(root.resolve("benchmarks/docs/performance.md"), "nothing to fill");
        writeString(out.resolve("race.md"), "the report");
        writeString(out.resolve("race-log.svg"), "<svg/>");
        return out;
    }

    private static Results results() {
        Results results = new Results();
        add(results, Contender.ARCHON_BATCH, 12e6, 100, 170);
        add(results, Contender.OKHTTP, 2e6, 500, 1_400);
        add(results, Contender.VERTX, 1e6, 900, 1_900);
        return results;
    }

    private static void add(Results results, Contender contender, double rate, double cpu, double allocated) {
        results.add(Comparison.LOG, contender, run(rate, cpu, allocated));
    }

    private static RunResult run(double rate, double cpu, double allocated) {
        return new RunResult(
                Map.of(Metric.RATE, rate, Metric.CPU, cpu, Metric.ALLOCATED, allocated), List.of(), false, 1);
    }
}

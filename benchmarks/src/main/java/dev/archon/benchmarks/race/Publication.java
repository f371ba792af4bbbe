package dev.archon.benchmarks.race;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;

/**
 * Where the results of a race go in the project. The report of this name has the charts and the figures of the pages; one of
 * another name, as of another JDK, is only written itself.
 *
 * @param root the folder of the project
 * @param report the name of the report without its ending
 */
public record Publication(Path root, String report) {

    /** The report whose figures the pages show. */
    public static final String MAIN = "race";

    private static final String REPORTS = "benchmarks/src/doc";
    private static final List<String> PAGES = List.of("README.md", "benchmarks/docs/performance.md");

    /** Takes the report and the charts from the folder of results, and fills the figures of the pages. */
    void publish(Path results, RaceFigures figures) throws IOException {
        Path reports = root.resolve(REPORTS);
        copy(results.resolve(RaceRunner.REPORT), reports.resolve(report + ".md"));
        if (!report.equals(MAIN)) {
            return;
        }
        try (Stream<Path> files = Files.list(results)) {
            for (Path chart :
                    files.filter(file -> file.toString().endsWith(".svg")).toList()) {
                copy(chart, reports.resolve(results.relativize(chart)));
            }
        }
        for (String page : PAGES) {
            FigureBlocks.fill(root.resolve(page), figures);
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.copy(from, to, StandardCopyOption.REPLACE_EXISTING);
    }
}

package dev.archon.benchmarks.race;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.archon.benchmarks.contender.Contender;
import dev.archon.benchmarks.workload.Quantiles;
import java.io.StringReader;
import java.util.List;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;

class ReportTest {

    private final Results results = new Results();

    @BeforeEach
    void race() {
        for (double round : new double[] {1, 3, 2}) {
            add(Contender.NETTY, round * 1e6);
            add(Contender.ARCHON_BATCH, round * 12e6);
        }
        results.add(
                Comparison.LOG,
                Contender.NPM,
                new RunResult(Map.of(Metric.RATE, 0.5e6, Metric.CPU, 1500.0), List.of(), false, 1));
    }

    @Test
    void theFastestComesFirstWithMedianLeastAndMost() {
        String table = MarkdownReport.table(results, Comparison.LOG);

        assertEquals(
                List.of(
                        "| client | events/s | CPU ns/event | bytes allocated/event | rounds |",
                        "|---|---:|---:|---:|---:|",
                        "| Archon, batch listener | 24.0 M (12.0 M – 36.0 M) | 100 | 150 | 3 |",
                        "| Netty 4.2 WebSocket codec + Jackson 3 | 2.00 M (1.00 M – 3.00 M) | 100 | 150 | 3 |",
                        "| @modrinth/api-client 0.77.0 on Node.js | 0.50 M | 1,500 | ? | 1 |"),
                table.lines().toList());
    }

    @Test
    void targetsAreListedByWhetherTheyAreReached() {
        String report = MarkdownReport.of(results, List.of("a machine"));

        String reached = report.substring(report.indexOf("### Reached"));
        String notReached = report.substring(report.indexOf("### Not reached"), report.indexOf("### Reached"));
        assertTrue(
                reached.contains(
                        "| log, Archon, batch listener: events/s to the best peer's | at least 8.00 x | 12.0 x |"),
                report);
        assertTrue(
                notReached.contains(
                        "| log, Archon, batch listener: CPU per event to the best peer's | at most 0.125 x | 1.00 x |"),
                report);
    }

    @Test
    void aPeerThatIsFarBehindInEveryRespectRunsNoFurtherRound() {
        results.add(Comparison.LOG, Contender.OKHTTP, result(0.9e6, 700));

        assertTrue(results.isFarBehind(Comparison.LOG, Contender.NPM));
        assertFalse(results.isFarBehind(Comparison.LOG, Contender.NETTY), "it is the best");
        assertFalse(results.isFarBehind(Comparison.LOG, Contender.JDK), "it has not run yet");
        assertFalse(results.isFarBehind(Comparison.LOG, Contender.ARCHON_BATCH), "it is no peer");
    }

    @Test
    void theChartHasABarForEachFigure() throws Exception {
        String svg = Chart.of(results, Comparison.LOG, "a machine with <2> cores & more");

        Document document =
                DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(svg)));
        // The background, and 3 contenders with 3 figures each but one.
        assertEquals(1 + 8, document.getElementsByTagName("rect").getLength());
        assertTrue(svg.contains("Archon, batch listener"), svg);
    }

    @Test
    void theLatencyChartHasALineForEachDistribution() throws Exception {
        List<Double> latencies = Quantiles.all().stream()
                .map(quantile -> 1e5 / (1.001 - quantile))
                .toList();
        for (Contender contender : List.of(Contender.ARCHON_BATCH, Contender.OKHTTP)) {
            results.add(Comparison.LATENCY, contender, new RunResult(Map.of(Metric.P50, 2e5), latencies, false, 1));
        }

        String svg = LatencyChart.of(results, Comparison.LATENCY, "a machine");

        Document document =
                DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(svg)));
        assertEquals(2, document.getElementsByTagName("polyline").getLength());
        assertTrue(svg.contains("OkHttp"), svg);
        assertFalse(svg.contains("NaN"), svg);
    }

    @Test
    void aDistributionOfSeveralRoundsIsThatOfTheMedians() {
        for (double round : new double[] {1, 5, 3}) {
            results.add(
                    Comparison.LATENCY, Contender.VERTX, new RunResult(Map.of(), List.of(round, 10 * round), false, 1));
        }

        assertEquals(List.of(3.0, 30.0), results.distribution(Comparison.LATENCY, Contender.VERTX));
        assertEquals(List.of(), results.distribution(Comparison.LATENCY, Contender.NETTY));
    }

    @ParameterizedTest
    @EnumSource(Comparison.class)
    void everyTableHasTheMetricThatSortsIt(Comparison comparison) {
        Metric decisive = comparison.decisive().get(0);
        results.add(comparison, Contender.ARCHON_BATCH, new RunResult(Map.of(decisive, 1e6), List.of(), false, 1));

        assertTrue(
                MarkdownReport.table(results, comparison).contains("| " + FigureFormat.unit(decisive) + " |"),
                comparison.id());
    }

    private void add(Contender contender, double rate) {
        results.add(Comparison.LOG, contender, result(rate, 100));
    }

    private static RunResult result(double rate, double cpu) {
        return new RunResult(Map.of(Metric.RATE, rate, Metric.CPU, cpu, Metric.ALLOCATED, 150.0), List.of(), false, 1);
    }
}

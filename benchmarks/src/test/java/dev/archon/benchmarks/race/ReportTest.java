package dev.archon.benchmarks.race;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.archon.benchmarks.contender.Entrant;
import java.io.StringReader;
import java.util.List;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;

class ReportTest {

    private final Results results = new Results();

    @BeforeEach
    void race() {
        for (double round : new double[] {1, 3, 2}) {
            add(Entrant.NETTY, round * 1e6);
            add(Entrant.ARCHON_BATCH, round * 12e6);
        }
        results.add(Heat.TYPICAL, Entrant.NPM, new Finding(Map.of(Metric.RATE, 0.5e6, Metric.CPU, 1500.0), false, 1));
    }

    @Test
    void theFastestComesFirstWithMedianLeastAndMost() {
        String table = Markdown.table(results, Heat.TYPICAL);

        assertEquals(
                List.of(
                        "| client | events/s | CPU ns/event | bytes allocated/event |",
                        "|---|---:|---:|---:|",
                        "| Archon, batch listener | 24.0 M (12.0 M – 36.0 M) | 100 | 150 |",
                        "| Netty 4.2 WebSocket codec + Jackson 3 | 2.00 M (1.00 M – 3.00 M) | 100 | 150 |",
                        "| @modrinth/api-client 0.77.0 on Node.js | 0.50 M | 1,500 | ? |"),
                table.lines().toList());
    }

    @Test
    void goalsStandBesideTheirTargets() {
        String report = Markdown.of(results, List.of("a machine"));

        assertTrue(
                report.contains("| typical, Archon, batch listener: events/s to the best peer's | at least 7.00 x"
                        + " | 12.0 x | met |"),
                report);
    }

    @Test
    void theChartHasABarForEachFigure() throws Exception {
        String svg = Chart.of(results, Heat.TYPICAL, "a machine with <2> cores & more");

        Document document =
                DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(svg)));
        // The background, and 3 contenders with 3 figures each but one.
        assertEquals(1 + 8, document.getElementsByTagName("rect").getLength());
        assertTrue(svg.contains("Archon, batch listener"), svg);
    }

    private void add(Entrant entrant, double rate) {
        results.add(
                Heat.TYPICAL,
                entrant,
                new Finding(Map.of(Metric.RATE, rate, Metric.CPU, 100.0, Metric.ALLOCATED, 150.0), false, 1));
    }
}

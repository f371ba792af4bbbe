package dev.archon.simulator.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.archon.simulator.ArchonSimulator;
import dev.archon.simulator.SimulatedServer;
import dev.archon.simulator.scenario.Traffic;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A hundred thousand lines at once. */
@WithChromium
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class BurstTest {

    private static final int LINES = 100_000;
    private static final long LONGEST_GAP_MILLIS = 200;

    /** On a slow machine, where everything takes longer, a gap may be such a part of the burst instead. */
    private static final long GAP_SHARE = 20;

    /** A busy machine may hold up any of them; what the page itself costs, it would cost every time. */
    private static final int TRIES = 5;

    private final Browser browser;
    private final ArchonSimulator sim =
            ArchonSimulator.builder().server("demo").traffic(Traffic.SILENT).start();
    private final SimulatedServer server = sim.server("demo");

    BurstTest(Browser browser) {
        this.browser = browser;
    }

    @Test
    void thePageStaysResponsiveAndTheLastLineIsRight() {
        open();
        List<String> gaps = new ArrayList<>();
        boolean responsive = false;
        while (!responsive && gaps.size() < TRIES) {
            long start = System.nanoTime();
            long gap = longestGapDuringABurst(gaps.size() + 1);
            long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
            gaps.add(gap + " ms of " + millis + " ms");
            responsive = gap <= Math.max(LONGEST_GAP_MILLIS, millis / GAP_SHARE);
        }
        assertTrue(responsive, "longest gaps between frames: " + gaps);
    }

    @Test
    void nothingOnThePageMoves() {
        open();
        Object unused = browser.run("window.shifts = [];"
                + " new PerformanceObserver((list) => list.getEntries().forEach((shift) => shift.sources.forEach((source) =>"
                + " { if (!source.node?.closest?.('.viewport')) window.shifts.push(source.node?.outerHTML ?? 'text'); })))"
                + ".observe({type: 'layout-shift'})");
        server.burst(LINES);
        awaitLine(1);
        assertEquals(List.of(), browser.strings("return window.shifts"));
    }

    private long longestGapDuringABurst(int burst) {
        Object unused = browser.run("window.gap = 0; let last = performance.now(); const id = window.frames = {};"
                + " requestAnimationFrame(function frame() { const now = performance.now();"
                + " window.gap = Math.max(window.gap, now - last); last = now;"
                + " if (window.frames === id) requestAnimationFrame(frame); })");
        server.burst(LINES);
        awaitLine(burst);
        return browser.number("return window.gap");
    }

    private void awaitLine(int burst) {
        browser.awaitRow("#" + burst * LINES + " ");
        List<String> rows = browser.rows();
        assertTrue(rows.get(rows.size() - 1).contains("#" + burst * LINES + " "), rows.toString());
        assertTrue(rows.size() < 100, "only the rows in view are in the document");
    }

    private void open() {
        browser.open(sim);
        browser.awaitConnected();
    }

    @AfterEach
    void close() {
        sim.close();
    }
}

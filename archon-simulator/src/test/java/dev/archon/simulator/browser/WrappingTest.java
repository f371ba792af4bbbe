package dev.archon.simulator.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.archon.protocol.event.LogEvent;
import dev.archon.protocol.event.LogStream;
import dev.archon.simulator.ArchonSimulator;
import dev.archon.simulator.SimulatedServer;
import dev.archon.simulator.scenario.Traffic;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.openqa.selenium.Keys;

/** Long lines of the console, broken where the window ends. */
@WithChromium
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class WrappingTest {

    /** For each row in the document: whether its text is cut, and whether it covers the next one. */
    private static final String MISPLACED = "const rows = [...document.querySelectorAll('.row')]"
            + ".sort((a, b) => a.dataset.line - b.dataset.line).map((row) => [row, row.getBoundingClientRect()]);"
            + "return rows.filter(([row, at], i) => row.scrollHeight > row.clientHeight + 1"
            + " || (i + 1 < rows.length && Math.abs(rows[i + 1][1].top - at.bottom) > 1)).length";

    private final Browser browser;
    private final ArchonSimulator sim =
            ArchonSimulator.builder().server("survival").seed(7).start();
    private final SimulatedServer server = sim.server("survival");

    WrappingTest(Browser browser) {
        this.browser = browser;
    }

    @Test
    void aLongLineIsWholeInViewAndTheNextFollowsBelow() {
        openWrapped();
        log("[12:00:00] [Server thread/INFO]: " + "0123456789".repeat(60));
        log("\u00a7cin colour\u00a7r " + "wide \u4e16\u754c ".repeat(40));
        log("\tat a.tab(A.java:1) " + "x".repeat(300));
        log("the last");
        browser.awaitRow("the last");
        assertEquals(0, browser.number(MISPLACED));
        assertTrue(
                browser.number(
                                "const view = document.getElementById('viewport'); return view.scrollWidth - view.clientWidth")
                        <= 0,
                "nothing is wider than the console");
    }

    @Test
    void whatIsSearchedForIsFoundAmongWrappedLines() {
        openWrapped();
        log("a needle in the hay");
        for (int i = 0; i < 200; i++) {
            log("line " + i + " " + "0123456789".repeat(40));
        }
        browser.awaitRow("line 199");
        browser.find("#search").sendKeys("needle", Keys.ENTER);
        browser.awaitThat("the line", () -> browser.all(".row.found mark").size() == 1);
        assertTrue(browser.find(".row.found mark").isDisplayed());
        assertEquals(0, browser.number(MISPLACED));
    }

    @Test
    void theChoiceIsKept() {
        openWrapped();
        browser.reload();
        browser.awaitConnected();
        assertEquals("true", browser.find("#wrap").getDomAttribute("aria-pressed"));
    }

    private void openWrapped() {
        browser.open(sim);
        browser.awaitConnected();
        server.traffic(Traffic.SILENT);
        if ("false".equals(browser.find("#wrap").getDomAttribute("aria-pressed"))) {
            browser.find("#wrap").click();
        }
    }

    private void log(String line) {
        server.emit(new LogEvent(LogStream.STDOUT, line));
    }

    @AfterEach
    void close() {
        Object unused = browser.run("localStorage.clear()");
        sim.close();
    }
}

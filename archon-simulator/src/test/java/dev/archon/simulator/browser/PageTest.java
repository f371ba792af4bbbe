package dev.archon.simulator.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.archon.protocol.event.BackupProgressEvent;
import dev.archon.protocol.event.FilesystemOperation;
import dev.archon.protocol.event.FilesystemOpsEvent;
import dev.archon.protocol.event.InstallItem;
import dev.archon.protocol.event.InstallKey;
import dev.archon.protocol.event.InstallProgressEvent;
import dev.archon.protocol.event.LogEvent;
import dev.archon.protocol.event.LogStream;
import dev.archon.protocol.event.PowerState;
import dev.archon.simulator.ArchonSimulator;
import dev.archon.simulator.SimulatedServer;
import dev.archon.simulator.journal.JournalEntry;
import dev.archon.simulator.scenario.Fault;
import dev.archon.simulator.scenario.Traffic;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;

/** What one sees of a server. */
@WithChromium
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class PageTest {

    private static final String ID = "1f0c1b1e-0000-4000-8000-000000000001";

    private final Browser browser;
    private final ArchonSimulator sim = ArchonSimulator.builder()
            .server("survival")
            .server("creative")
            .seed(7)
            .start();
    private final SimulatedServer server = sim.server("survival");

    PageTest(Browser browser) {
        this.browser = browser;
    }

    @Test
    void itLoadsWithoutAnyComplaintOfTheBrowser() {
        open();
        browser.awaitText("#tiles", "GiB");
        browser.awaitText("#journal", "auth, first");
        assertEquals(List.of(), browser.errors());
    }

    @Test
    void theServersAreListedWithTheirPowerStateAndOneIsChosen() {
        open();
        assertEquals("survival", browser.text("#server-name"));
        browser.awaitText("#servers li:nth-child(2)", "running");
        browser.find("#servers li:nth-child(2) button").click();
        browser.awaitText("#server-name", "creative");
        browser.awaitThat("a client there", () -> sim.server("creative").connections() == 1);
        browser.awaitThat("none here", () -> server.connections() == 0);
        browser.reload();
        browser.awaitText("#server-name", "creative");
    }

    @Test
    void logLinesAppearAndTheNewestIsInView() {
        open();
        log("the first of them");
        browser.awaitRow("the first of them");
        server.burst(500);
        log("the last of them");
        browser.awaitRow("the last of them");
        assertTrue(browser.all(".row").size() < 100, "only the rows in view are in the document");
    }

    @Test
    void theFiguresMove() {
        open();
        browser.awaitText("#power", "running, up 0:1");
        browser.awaitThat(
                "a sparkline",
                () -> browser.number(
                                "return document.querySelector('.tile .line').getAttribute('d')?.split('L').length ?? 0")
                        > 2);
        assertTrue(browser.text("#tiles").matches("(?s)CPU\\s+[0-9.]+ %.*Memory.*of 8\\.0 GiB.*Storage.*Network.*"));
    }

    @Test
    void aCommandIsTypedItsAnswerIsSeenAndItIsRemembered() {
        open();
        WebElement line = browser.find("#command");
        line.sendKeys("say good evening", Keys.ENTER);
        browser.awaitRow("[Server] good evening");
        sim.journal().awaitCommand("survival", "say good evening", Browser.LIMIT);
        browser.awaitText("#journal", "command say good evening");
        line.sendKeys(Keys.ARROW_UP);
        assertEquals("say good evening", line.getDomProperty("value"));
        line.sendKeys(Keys.ARROW_DOWN);
        assertEquals("", line.getDomProperty("value"));
    }

    @Test
    void aServerIsStoppedAndStartedByItsButtons() {
        open();
        browser.awaitText("#power", "running");
        assertFalse(browser.button("Start").isEnabled(), "what runs cannot be started");
        browser.button("Stop").click();
        browser.awaitText("#power", "stopped");
        assertEquals(PowerState.STOPPED, server.powerState());
        browser.awaitThat("Start", () -> browser.button("Start").isEnabled());
        browser.button("Start").click();
        browser.awaitText("#power", "running");
        browser.awaitRow("For help, type");
        assertEquals(PowerState.RUNNING, server.powerState());
    }

    @Test
    void nothingIsUsedOrSentWhenTheServerHasStopped() {
        open();
        browser.awaitThat(
                "a rate", () -> !browser.text(".tile:nth-child(4) .value").startsWith("\u2013"));
        browser.button("Stop").click();
        browser.awaitText("#power", "stopped");
        browser.awaitText(".tile:nth-child(4) .value", "0 B/s");
        browser.awaitText(".tile:nth-child(1) .value", "0.0 %");
    }

    @Test
    void whatClientsDidInTheLastMinuteIsAPicture() {
        open();
        browser.awaitThat("marks", () -> browser.all("#timeline .mark").size() >= 3);
        sim.server("survival").fault(new Fault.AuthRefused(), 1);
        server.drop();
        browser.awaitThat("a failure", () -> !browser.all("#timeline .mark.bad").isEmpty());
    }

    @Test
    void theCardOfTasksTakesNoRoomWhileThereIsNone() {
        open();
        assertFalse(browser.find("#tasks").isDisplayed());
    }

    @Test
    void aTokenThatIsRefusedIsSaidToBe() {
        try (ArchonSimulator closed = ArchonSimulator.builder()
                .server("demo")
                .apiToken("the right one")
                .start()) {
            browser.open(closed);
            browser.awaitText("#token-form", "asks for its API token");
            browser.find("#token").sendKeys("a wrong one", Keys.ENTER);
            browser.awaitText("#token-form", "refused the API token");
        }
    }

    @Test
    void whatALineSaysIsTextAndNeverHtml() {
        open();
        server.traffic(Traffic.SILENT);
        String line = "<script>document.title = 'owned'</script><img src=x onerror=\"document.title = 'owned'\">";
        log(line);
        browser.awaitRow(line);
        assertEquals(0, browser.all("#viewport script, #viewport img").size());
        assertFalse(browser.run("return document.title").toString().contains("owned"));
    }

    @Test
    void coloursOfBothKindsAreShownAndOtherControlsAreNot() {
        open();
        server.traffic(Traffic.SILENT);
        log("\u001b[31mdanger\u001b[0m then \u00a7agrass\u00a7r and \u001b]0;title\u0007 end");
        browser.awaitRow("danger then grass and \ufffd]0;title\ufffd end");
        assertEquals("danger", browser.text(".row .fg-1"));
        assertEquals("grass", browser.text(".row .fg-10"));
    }

    @Test
    void whatWentToStderrIsMarked() {
        open();
        server.emit(new LogEvent(LogStream.STDERR, "java.lang.OutOfMemoryError"));
        browser.awaitRow("java.lang.OutOfMemoryError");
        assertEquals("java.lang.OutOfMemoryError", browser.text(".row.err"));
        assertEquals("stderr", browser.find(".row.err").getDomAttribute("title"));
    }

    @Test
    void searchingFindsLinesOutOfViewAndComesBack() {
        open();
        server.traffic(Traffic.SILENT);
        log("a needle in the hay");
        server.burst(2000);
        browser.awaitRow("#2000 ");
        WebElement search = browser.find("#search");
        search.sendKeys("Needle");
        browser.awaitText("#search-count", "1 found");
        search.sendKeys(Keys.ENTER);
        browser.awaitThat("the line", () -> browser.all(".row.found mark").size() == 1);
        assertEquals("needle", browser.text(".row.found mark"));
        assertEquals("1 of 1", browser.text("#search-count"));
        log("while looking elsewhere");
        browser.awaitText("#follow", "Follow, 1 new");
        browser.find("#follow").click();
        browser.awaitRow("while looking elsewhere");
        assertEquals("Pause", browser.text("#follow"));
    }

    @Test
    void scrollingUpPausesAndWhatIsReadStaysInPlace() {
        open();
        server.traffic(Traffic.SILENT);
        server.burst(2000);
        browser.awaitRow("#2000 ");
        Object unused = browser.run("document.getElementById('viewport').scrollTop -= 5000");
        browser.awaitText("#follow", "Follow");
        browser.awaitThat("other rows", () -> browser.rows().stream().noneMatch(row -> row.contains("#2000 ")));
        List<String> before = browser.rows();
        server.burst(2000);
        browser.awaitText("#follow", "2,000 new");
        assertEquals(before, browser.rows());
    }

    @Test
    void backupsInstallationsAndFileOperationsAreShownWithTheirProgress() {
        open();
        server.emit(new BackupProgressEvent(ID, "create", "ongoing", 0.42, OptionalLong.empty(), OptionalLong.empty()));
        server.emit(new InstallProgressEvent(List.of(new InstallItem(
                "world",
                new InstallKey.ModrinthModpack("better-forest", "v1"),
                ID,
                OptionalDouble.of(25),
                Optional.empty()))));
        server.emit(new FilesystemOpsEvent(List.of(operation("ongoing", 0.7))));
        browser.awaitThat("three bars", () -> browser.all("#tasks progress").size() == 3);
        assertEquals(
                List.of("0.42", "0.25", "0.7"),
                browser.strings("return [...document.querySelectorAll('#tasks progress')].map((bar) => bar.value)"));
        assertTrue(browser.text("#tasks").contains("better-forest"), browser.text("#tasks"));
        server.emit(new BackupProgressEvent(ID, "create", "failed", 0.42, OptionalLong.empty(), OptionalLong.empty()));
        browser.awaitText("#tasks", "failed");
        server.emit(new FilesystemOpsEvent(List.of()));
        browser.awaitText("#tasks", "done");
    }

    @Test
    void whatHasEndedIsShownAsItEndedAlsoWhileTheServerStillListsIt() {
        open();
        server.emit(new InstallProgressEvent(List.of(new InstallItem(
                "world", new InstallKey.LocalModpack("pack.mrpack"), ID, OptionalDouble.of(100), Optional.empty()))));
        browser.awaitText("#tasks .done .state", "done");
        server.emit(new FilesystemOpsEvent(List.of(operation("failed-unreadable", 0.7))));
        browser.awaitText("#tasks .bad .state", "failed-unreadable");
    }

    @Test
    void aSimulatorWithATokenIsAskedForItOnce() {
        try (ArchonSimulator closed = ArchonSimulator.builder()
                .server("demo")
                .apiToken("the right one")
                .start()) {
            browser.open(closed);
            browser.awaitThat("the question", () -> browser.find("#token-form").isDisplayed());
            browser.awaitText("#connection", "given up: another attempt would be no help");
            browser.find("#token").sendKeys("the right one", Keys.ENTER);
            browser.awaitConnected();
            browser.awaitThat("no question", () -> !browser.find("#token-form").isDisplayed());
            browser.reload();
            browser.awaitConnected();
            assertEquals(
                    200,
                    closed.journal()
                            .await(JournalEntry.TokenCall.class, call -> call.status() == 200, 2, Browser.LIMIT)
                            .get(1)
                            .status());
        }
    }

    @Test
    void everyControlHasANameAndTheKeyboardReachesIt() {
        open();
        browser.awaitThat("the forms", () -> !browser.all("#actions-action").isEmpty());
        List<WebElement> controls = browser.all("button, input, select, textarea, [role=log], [role=tab]");
        assertTrue(controls.size() > 30);
        for (WebElement control : controls) {
            if (control.isDisplayed()) {
                assertFalse(Browser.nameOf(control).isBlank(), control.getDomProperty("outerHTML"));
            }
        }
        browser.find("#tab-faults").sendKeys(Keys.ARROW_RIGHT);
        assertTrue(browser.find("#panel-scenarios").isDisplayed());
        assertEquals("tab-scenarios", browser.run("return document.activeElement.id"));
        Set<String> reached = new HashSet<>();
        Object unused = browser.run("document.activeElement.blur()");
        for (int i = 0; i < 120 && reached.add(next()); i++) {
            // From one to the next.
        }
        assertTrue(
                reached.containsAll(
                        Set.of("theme", "search", "follow", "viewport", "command", "journal", "tab-scenarios")),
                reached.toString());
    }

    private String next() {
        browser.press(Keys.TAB);
        return String.valueOf(browser.run("const it = document.activeElement;"
                + " return it.id || it.getAttribute('aria-label') || it.textContent + it.className"));
    }

    private void open() {
        browser.open(sim);
        browser.awaitConnected();
    }

    private void log(String line) {
        server.emit(new LogEvent(LogStream.STDOUT, line));
    }

    private static FilesystemOperation operation(String state, double progress) {
        return new FilesystemOperation(
                "unarchive",
                ID,
                progress,
                123_456_789,
                812,
                state,
                "application/zip",
                Optional.empty(),
                Optional.empty(),
                "/world.zip",
                "2026-11-01T12:00:00Z");
    }

    @AfterEach
    void close() {
        sim.close();
    }
}

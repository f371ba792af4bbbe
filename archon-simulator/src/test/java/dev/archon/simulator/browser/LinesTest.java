package dev.archon.simulator.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.archon.protocol.event.Log4jEvent;
import dev.archon.protocol.event.LogEvent;
import dev.archon.protocol.event.LogStream;
import dev.archon.simulator.ArchonSimulator;
import dev.archon.simulator.SimulatedServer;
import dev.archon.simulator.scenario.EventStyle;
import dev.archon.simulator.scenario.Traffic;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What the page's console makes of messages: lines, with their levels, whichever way the server tells them. */
@WithChromium
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class LinesTest {

    private static final long NOON = 1_793_534_400_000L;

    private final Browser browser;
    private final ArchonSimulator sim = ArchonSimulator.builder()
            .server("demo")
            .traffic(Traffic.SILENT)
            .seed(7)
            .start();
    private final SimulatedServer server = sim.server("demo");

    LinesTest(Browser browser) {
        this.browser = browser;
    }

    @Test
    void aLogMessageIsSplitIntoItsLines() {
        open();
        log("one\ntwo\r\n\r\nthree\rfour\n");
        browser.awaitRow("four");
        assertEquals(List.of("one", "two", "three", "four"), lastRows(4));
    }

    @Test
    void anEntryIsShownWithItsTimeThreadAndLevelAndItsFurtherLinesBare() {
        open();
        server.emit(entry("WARN").message("  first\nsecond\n").build());
        browser.awaitRow("second");
        assertEquals(List.of("[" + timeOfDay() + "] [Server thread/WARN]: first", "second"), lastRows(2));
        assertEquals(
                List.of("warn", "warn"),
                levels("[...document.querySelectorAll('.row')].filter((row) => /first|second/.test(row.textContent))"));
    }

    @Test
    void theStackTraceOfAnEntryFollowsItAsErrors() {
        open();
        server.emit(entry("INFO")
                .message("careful")
                .throwable("java.io.IOException: no\r\n\tat a.B.c(B.java:1)\n")
                .build());
        browser.awaitRow("a.B.c");
        assertEquals(List.of("java.io.IOException: no", "\tat a.B.c(B.java:1)"), lastRows(2));
        assertEquals(
                List.of("error", "error"),
                levels(
                        "[...document.querySelectorAll('.row')].filter((row) => /IOException|a\\.B\\.c/.test(row.textContent))"));
    }

    @Test
    void whatAnEntryLacksIsLeftOut() {
        open();
        server.emit(Log4jEvent.builder().message("bare").build());
        server.emit(Log4jEvent.builder().level("fatal").message("no thread").build());
        server.emit(Log4jEvent.builder().threadName("main").level("INFO").build());
        browser.awaitRow("[main/INFO]:");
        assertEquals(List.of("bare", "[fatal]: no thread", "[main/INFO]: "), lastRows(3));
        server.emitRaw("{\"event\":\"log4j\",\"message\":7,\"level\":{},\"timestamp_millis\":\"soon\",\"throwable\":[]}"
                .getBytes(StandardCharsets.UTF_8));
        log("still there");
        browser.awaitRow("still there");
    }

    @ParameterizedTest
    @CsvSource({
        "[12:00:00] [main/INFO]: fine, info",
        "[12:00:00] [main/WARN]: careful, warn",
        "[12:00:00] [main/DEBUG]: detail, debug",
        "[12:00:00] [main/TRACE]: more detail, trace",
        "[12:00:00] [main/ERROR]: broken, error",
        "java.io.IOException: broken, error",
        "something else, ''"
    })
    void theLevelOfALineOfTextIsFoundByItsText(String line, String level) {
        open();
        log(line);
        browser.awaitRow(line);
        assertEquals(
                List.of(level),
                levels("[...document.querySelectorAll('.row')].filter((row) => row.textContent.includes('" + line
                        + "'))"));
    }

    @Test
    void aLineWithoutATimeAndALevelHasThatOfTheLineBeforeItInItsMessage() {
        open();
        log("[12:00:00] [main/WARN]: careful\nmind the gap");
        log("on its own");
        browser.awaitRow("on its own");
        assertEquals(
                List.of("warn", ""),
                levels("[...document.querySelectorAll('.row')].filter((row) => /mind|on its/.test(row.textContent))"));
    }

    @ParameterizedTest
    @EnumSource(EventStyle.class)
    void eachLineIsShownOnceInBothStylesAlsoAfterAReconnect(EventStyle style) {
        server.events(style);
        open();
        server.command("say hello there");
        server.stackTrace();
        browser.awaitRow("did the waypoints");
        server.drop();
        browser.awaitThat(
                "another connection",
                () -> browser.rows().stream()
                                .filter(row -> row.equals("connected"))
                                .count()
                        == 2);
        server.command("say and again");
        browser.awaitRow("and again");
        for (String once : List.of("hello there", "Could not pass event", "Caused by: ", "did the waypoints")) {
            assertEquals(
                    1,
                    browser.rows().stream().filter(row -> row.contains(once)).count(),
                    once + " in " + browser.rows());
        }
        assertTrue(
                browser.rows().stream()
                        .noneMatch(row -> row.contains("lines may be missing") || row.contains("\ufffd")),
                browser.rows().toString());
    }

    @Test
    void theHistoryMayComeInChunks() {
        server.historyChunk(500);
        server.burst(900);
        open();
        browser.awaitRow("#900 ");
        browser.awaitText("#line-count", "lines");
        assertTrue(
                browser.rows().stream().noneMatch(row -> row.contains("\ufffd")),
                browser.rows().toString());
        assertTrue(browser.text("#line-count").startsWith("9"), browser.text("#line-count"));
    }

    @Test
    void theStyleOfEventsIsShownAndCanBeChanged() {
        open();
        browser.awaitThat(
                "the style", () -> "doc".equals(browser.find("#event-style").getDomProperty("value")));
        browser.find("#event-style option[value=panel]").click();
        browser.awaitThat("the other style", () -> server.events() == EventStyle.PANEL);
        server.events(EventStyle.DOC);
        browser.awaitThat(
                "the change", () -> "doc".equals(browser.find("#event-style").getDomProperty("value")));
    }

    private void open() {
        browser.open(sim);
        browser.awaitConnected();
    }

    private void log(String message) {
        server.emit(new LogEvent(LogStream.STDOUT, message));
    }

    private static Log4jEvent.Builder entry(String level) {
        return Log4jEvent.builder().threadName("Server thread").level(level).timestampMillis(NOON);
    }

    /** As the browser has it, which need not be in this machine's time zone. */
    private String timeOfDay() {
        return String.valueOf(browser.run("return new Date(" + NOON + ").toTimeString().slice(0, 8)"));
    }

    private List<String> lastRows(int number) {
        List<String> rows = browser.rows();
        return rows.subList(rows.size() - number, rows.size());
    }

    private List<String> levels(String rows) {
        return browser.strings("return " + rows + ".sort((a, b) => a.dataset.line - b.dataset.line)"
                + ".map((row) => row.dataset.level ?? '')");
    }

    @AfterEach
    void close() {
        sim.close();
    }
}

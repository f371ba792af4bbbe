package dev.archon.simulator.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.archon.protocol.event.LogEvent;
import dev.archon.protocol.event.LogStream;
import dev.archon.simulator.ActiveFault;
import dev.archon.simulator.ArchonSimulator;
import dev.archon.simulator.ControlAccess;
import dev.archon.simulator.SimulatedServer;
import dev.archon.simulator.internal.json.JsonText;
import dev.archon.simulator.journal.JournalEntry;
import dev.archon.simulator.scenario.Direction;
import dev.archon.simulator.scenario.DurationRange;
import dev.archon.simulator.scenario.Fault;
import dev.archon.simulator.scenario.Scenario;
import dev.archon.simulator.scenario.Stub;
import dev.archon.simulator.scenario.Traffic;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openqa.selenium.Keys;

/** What one can break, and how the page takes it. */
@WithChromium
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class BreakingTest {

    private final Browser browser;
    private final ArchonSimulator sim =
            ArchonSimulator.builder().server("demo").traffic(Traffic.SILENT).start();
    private final SimulatedServer server = sim.server("demo");

    BreakingTest(Browser browser) {
        this.browser = browser;
    }

    @Test
    void anExpiringTokenIsRenewedOnTheSameConnection() {
        open();
        browser.button("Expire token").click();
        sim.journal()
                .await(
                        JournalEntry.Auth.class,
                        auth -> auth.accepted() && auth.detail().equals("renewed"),
                        Browser.LIMIT);
        browser.awaitRow("renewing the token");
        browser.awaitRow("token renewed");
        browser.awaitConnected();
        assertEquals(1, sim.journal().entries(JournalEntry.Handshake.class).size());
    }

    @Test
    void aLostConnectionIsMadeAgainAndThePageSaysSo() {
        open();
        browser.button("Drop").click();
        browser.awaitThat("the words", () -> said().stream().anyMatch(text -> text.contains("attempt 1 of 10")));
        assertTrue(
                said().stream().anyMatch(text -> text.contains("the connection was lost (1006)")), said().toString());
        awaitHandshakes(2);
        browser.awaitConnected();
        browser.awaitThat("a client", () -> server.connections() == 1);
    }

    @Test
    void afterAReconnectNoLineIsShownTwiceAndNoneIsMissing() {
        open();
        server.burst(300);
        browser.awaitRow("#300 ");
        long shown = lines();
        server.drop();
        server.burst(200);
        awaitHandshakes(2);
        browser.awaitRow("#500 ");
        // What happened to the connection is told between the lines.
        long notes = said().stream().distinct().count();
        assertTrue(lines() >= shown + 200 && lines() <= shown + 200 + notes, lines() + " after " + shown);
        List<String> rows = browser.rows();
        assertEquals(new HashSet<>(rows).size(), rows.size(), rows.toString());
    }

    @Test
    void aRefusedAuthIsTriedAgainWithAnotherToken() {
        open();
        browser.button("Reject next auth").click();
        browser.awaitThat("the fault", () -> !server.faults().isEmpty());
        browser.button("Drop").click();
        sim.journal().await(JournalEntry.Auth.class, auth -> !auth.accepted(), Browser.LIMIT);
        sim.journal().await(JournalEntry.Auth.class, JournalEntry.Auth::accepted, 2, Browser.LIMIT);
        browser.awaitConnected();
        browser.awaitRow("the token was refused (auth-incorrect)");
    }

    @Test
    void aServerThatEndsItWith1000IsLeftAloneUntilAsked() {
        open();
        server.close(1000, "bye");
        browser.awaitText("#connection", "ended by the server: closed by the server with 1000, bye");
        browser.button("Connect").click();
        browser.awaitConnected();
        browser.button("Disconnect").click();
        browser.awaitText("#connection", "you disconnected");
        browser.awaitThat("no client", () -> server.connections() == 0);
    }

    @Test
    void crashesAreShownWithWhatTheyLeave() {
        open();
        browser.button("Crash").click();
        browser.awaitText("#power", "crashed, exit code 1");
        browser.awaitThat("stderr", () -> !browser.all(".row.err").isEmpty());
    }

    @Test
    void aProcessThatIsKilledForItsMemoryIsShownWithItsCause() {
        open();
        browser.button("Out of memory").click();
        browser.awaitText("#power", "crashed, exit code 137, out of memory");
    }

    @Test
    void aMessageThatCannotBeReadCostsOnlyItself() {
        open();
        browser.button("Malformed JSON").click();
        browser.awaitRow("a message that is no JSON came and was left out");
        server.emit(new LogEvent(LogStream.STDOUT, "the next one"));
        browser.awaitRow("the next one");
        browser.awaitConnected();
    }

    @Test
    void anEventWithoutItsFieldsCostsOnlyItself() {
        open();
        server.play(Scenario.of(
                "at-once",
                "",
                script -> script.text("{\"event\":\"filesystem-ops\"}").crash(3)));
        browser.awaitRow("filesystem-ops cannot be shown");
        browser.awaitText("#power", "exit code 3");
    }

    @Test
    void aFaultIsSwitchedOnAndOff() {
        open();
        browser.button("Fail token calls").click();
        browser.awaitText("#panel-faults", "token-refused");
        browser.awaitText("#servers", "1 active");
        browser.button("End token-refused").click();
        browser.awaitThat("none", () -> server.faults().isEmpty());
        browser.awaitThat(
                "none shown", () -> !browser.text("#panel-faults .active").contains("token-refused"));
    }

    @ParameterizedTest
    @CsvSource({
        "Refuse, call-refused",
        "Limit, call-refused",
        "Slow, call-slow",
        "Ignore, call-unanswered",
        "Cut off, call-closed",
        "Garble, call-garbled"
    })
    void aFaultOfRestCallsIsOneClick(String button, String kind) {
        open();
        browser.button(button).click();
        browser.awaitText("#panel-faults .active", kind);
        assertEquals(
                List.of(kind),
                server.faults().stream()
                        .map(fault -> JsonText.parse(fault.fault().toJson())
                                .path("kind")
                                .asString())
                        .toList());
    }

    @Test
    void theJournalSaysWhoAnsweredACall() throws Exception {
        sim.stub(Stub.on("GET /v1/notices").json("[]").build());
        open();
        browser.button("Limit").click();
        browser.awaitThat("the fault", () -> !server.faults().isEmpty());
        HttpResponse<String> limited = get("/v1/servers/demo");
        assertEquals(429, limited.statusCode());
        assertEquals("5", limited.headers().firstValue("retry-after").orElseThrow());
        browser.button("End call-refused").click();
        browser.awaitThat("no fault", () -> server.faults().isEmpty());
        HttpResponse<String> notices = get("/v1/notices");
        HttpResponse<String> unknown = get("/v1/unknown");
        HttpResponse<String> known = get("/v1/servers/demo");
        assertEquals(List.of(200, 404, 200), List.of(notices.statusCode(), unknown.statusCode(), known.statusCode()));

        browser.awaitText("#journal", "GET /v1/servers/demo, 429, by a fault");
        browser.awaitText("#journal", "GET /v1/notices, 200, by a stub");
        browser.awaitText("#journal", "GET /v1/unknown, 404, by nobody");
        browser.awaitThat(
                "the call without more",
                () -> browser.text("#journal").lines().anyMatch(line -> line.endsWith("GET /v1/servers/demo, 200")));
        assertTrue(title("by a fault").contains("call-refused"), title("by a fault"));
        assertTrue(title("by a stub").contains("GET /v1/notices"), title("by a stub"));
        browser.awaitThat(
                "a mark",
                () ->
                        browser
                                .strings(
                                        "return [...document.querySelectorAll('#timeline title')].map((t) => t.textContent)")
                                .stream()
                                .anyMatch(text -> text.contains("GET /v1/unknown")));
    }

    private String title(String part) {
        return browser
                .strings("return [...document.querySelectorAll('#journal .text')].map((text) => text.title)")
                .stream()
                .filter(title -> title.contains(part))
                .findFirst()
                .orElse("none");
    }

    private HttpResponse<String> get(String path) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(sim.baseUri().resolve(path))
                .header("Authorization", "Bearer any")
                .timeout(Browser.LIMIT)
                .build();
        return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void aDelayThatIsDrawnIsGivenInTheForm() {
        open();
        browser.find("#choose-faults").sendKeys("latency");
        browser.find("#faults-delay").clear();
        browser.find("#faults-delay").sendKeys("5ms to 40ms");
        browser.find("#faults-direction").sendKeys("to client");
        browser.button("Switch on").click();
        browser.awaitText("#panel-faults", "latency");
        assertEquals(
                List.of(new Fault.Latency(
                        Direction.TO_CLIENT, new DurationRange(Duration.ofMillis(5), Duration.ofMillis(40)))),
                server.faults().stream().map(ActiveFault::fault).toList());
    }

    @Test
    void aScenarioIsStartedAndStopped() {
        open();
        browser.find("#tab-scenarios").click();
        browser.awaitText("#panel-scenarios", "Drops every connection one to five seconds");
        assertTrue(browser.text("#panel-scenarios").contains("seed is 1"));
        browser.find("#scenario-name").sendKeys("flapp");
        browser.find("#scenario-seed").sendKeys("7");
        browser.button("Start flapping").click();
        browser.awaitThat("a run", () -> server.runs().size() == 1);
        browser.awaitThat(
                "its button", () -> !browser.all("[aria-label='Stop flapping']").isEmpty());
        browser.button("Stop flapping").click();
        browser.awaitThat("no run", () -> server.runs().isEmpty());
    }

    @Test
    void whatCouldNotBeLoadedIsLoadedWhenTheSimulatorIsReached() {
        browser.block("*/sim/scenarios", "*/sim/actions", "*/sim/faults");
        open();
        browser.awaitText("#panel-faults", "the simulator cannot be reached");
        assertEquals(List.of(), browser.all("#choose-faults option, #choose-actions option"));
        browser.block();
        browser.awaitThat(
                "both lists",
                () -> !browser.all("#choose-faults option").isEmpty()
                        && !browser.all("#choose-actions option").isEmpty());
        browser.find("#tab-scenarios").click();
        browser.awaitText("#panel-scenarios", "Drops every connection one to five seconds");
    }

    @Test
    void whatCannotBeDoneIsSaid() {
        open();
        browser.find("#tab-scenarios").click();
        browser.find("#scenario-name").sendKeys("no-such-thing", Keys.ENTER);
        browser.awaitText("#outcome", "there is no scenario no-such-thing");
    }

    @Test
    void aSimulatorThatIsStartedAgainIsFoundAgain() {
        open();
        int port = sim.port();
        long top = topOfThePage();
        sim.close();
        browser.awaitText("#notice", "the simulator cannot be reached");
        assertEquals(top, topOfThePage(), "the notice must not move the page");
        try (ArchonSimulator another =
                ArchonSimulator.builder().server("demo").port(port).start()) {
            browser.awaitConnected();
            browser.awaitThat("no notice", () -> !browser.find("#notice").isDisplayed());
            browser.awaitText("#journal", "auth, first");
            assertEquals(1, another.server("demo").connections());
        }
    }

    @Test
    void withoutTheControlApiAServerCanStillBeWatched() {
        try (ArchonSimulator closed = ArchonSimulator.builder()
                .server("demo")
                .control(ControlAccess.OFF)
                .start()) {
            browser.open(closed);
            browser.awaitText("#notice", "switched off");
            browser.awaitConnected();
            browser.awaitText("#server-name", "demo");
            assertEquals(
                    List.of(),
                    browser.strings("return [...document.querySelectorAll('.panels *')]"
                            + ".filter((part) => part.getBoundingClientRect().right > innerWidth"
                            + " || part.role === 'tabpanel' && part.scrollWidth > part.clientWidth)"
                            + ".map((part) => part.tagName)"),
                    "beyond the right edge");
        }
    }

    private long topOfThePage() {
        return browser.number("return document.querySelector('main').getBoundingClientRect().top");
    }

    private void open() {
        browser.open(sim);
        browser.awaitConnected();
        Object unused = browser.run(
                "window.said = []; new MutationObserver(() =>"
                        + " window.said.push(document.getElementById('connection').textContent))"
                        + ".observe(document.getElementById('connection'), {childList: true, characterData: true, subtree: true})");
    }

    /** Everything that the page has said of its connection since it was opened. */
    private List<String> said() {
        return browser.strings("return window.said");
    }

    private long lines() {
        return Long.parseLong(browser.text("#line-count").replaceAll("[^0-9]", ""));
    }

    private void awaitHandshakes(int count) {
        var unused = sim.journal()
                .await(JournalEntry.Handshake.class, handshake -> handshake.status() == 101, count, Browser.LIMIT);
    }

    @AfterEach
    void close() {
        sim.close();
    }
}

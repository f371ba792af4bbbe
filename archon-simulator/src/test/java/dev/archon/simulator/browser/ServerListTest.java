package dev.archon.simulator.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.archon.simulator.ActiveFault;
import dev.archon.simulator.ArchonSimulator;
import dev.archon.simulator.ArchonSimulatorBuilder;
import dev.archon.simulator.scenario.Fault;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.openqa.selenium.Keys;

/** The list of servers, with few and with many of them. */
@WithChromium
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class ServerListTest {

    private static final String LONG_NAME = "a-server-with-a-name-that-no-list-has-room-for";

    private final Browser browser;

    ServerListTest(Browser browser) {
        this.browser = browser;
    }

    @Test
    void fiftyServersAreFilteredByTheirNames() {
        try (ArchonSimulator sim = withServers(50)) {
            open(sim);
            browser.find("#server-filter").sendKeys("ER-4");
            browser.awaitThat(
                    "the forties and 4", () -> browser.all("#servers li").size() == 11);
            assertEquals("server-0", browser.text("#server-name"), "the chosen server stays chosen");
        }
    }

    @Test
    void fewServersNeedNoFilter() {
        try (ArchonSimulator sim = withServers(3)) {
            open(sim);
            assertFalse(browser.find("#server-filter").isDisplayed());
        }
    }

    @Test
    void theListIsOneStopOfTheTabKeyAndArrowsMoveInIt() {
        try (ArchonSimulator sim = withServers(50)) {
            open(sim);
            assertEquals(
                    1, browser.number("return document.querySelectorAll('#servers button[tabindex=\"0\"]').length"));
            browser.find("#servers button[tabindex='0']").sendKeys(Keys.ARROW_DOWN, Keys.END, Keys.ARROW_UP);
            assertEquals("server-48", browser.run("return document.activeElement.querySelector('.id').textContent"));
            browser.press(Keys.ENTER);
            browser.awaitText("#server-name", "server-48");
        }
    }

    @Test
    void aNameThatIsCutCanBeReadWhole() {
        try (ArchonSimulator sim = ArchonSimulator.builder().server(LONG_NAME).start()) {
            open(sim);
            assertEquals(LONG_NAME, browser.find("#servers .id").getDomAttribute("title"));
            assertEquals(LONG_NAME, browser.find("#server-name").getDomAttribute("title"));
        }
    }

    @Test
    void aServerIsAddedAndRemoved() {
        try (ArchonSimulator sim = withServers(2)) {
            open(sim);
            browser.find("#server-id").sendKeys("lobby");
            browser.button("Add").click();
            browser.awaitText("#server-name", "lobby");
            browser.awaitThat("a client", () -> sim.server("lobby").connections() == 1);

            browser.find("#server-id").sendKeys("lobby");
            browser.button("Add").click();
            browser.awaitText("#outcome", "there is a server lobby already");

            browser.button("Remove").click();
            browser.awaitText("#server-name", "server-0");
            browser.awaitThat("two servers", () -> sim.servers().size() == 2);
            browser.awaitThat("two shown", () -> browser.all("#servers li").size() == 2);
            browser.awaitConnected();
        }
    }

    @Test
    void aResetIsFollowedByAnotherConnection() {
        try (ArchonSimulator sim = withServers(2)) {
            open(sim);
            ActiveFault fault = sim.server("server-0").fault(new Fault.TokenRefused(500));
            sim.removeServer("server-1");
            browser.button("Reset all").click();
            browser.awaitText("#servers", "server-1");
            browser.awaitConnected();
            browser.awaitThat("a client", () -> sim.server("server-0").connections() == 1);
            assertFalse(fault.isActive());
        }
    }

    @Test
    void aSimulatorThatIsGoneLeavesNoServerGreen() {
        ArchonSimulator sim = withServers(2);
        try (sim) {
            open(sim);
            browser.awaitText("#power", "running");
        }
        browser.awaitThat("a notice", () -> browser.text("#notice").contains("cannot be reached"));
        String rest = colourOf("#connection");
        browser.awaitThat("grey", () -> colourOf("#power").equals(colourOf("#servers .state")));
        assertFalse(rest.isBlank());
        assertEquals(
                browser.run("return getComputedStyle(document.documentElement).getPropertyValue('--rest')"),
                browser.run("return getComputedStyle(document.querySelector('#power')).getPropertyValue('--state')"));
    }

    private String colourOf(String css) {
        return String.valueOf(browser.run("return getComputedStyle(document.querySelector('" + css + "')).color"));
    }

    private void open(ArchonSimulator sim) {
        browser.open(sim);
        browser.awaitConnected();
    }

    private static ArchonSimulator withServers(int count) {
        ArchonSimulatorBuilder builder = ArchonSimulator.builder().seed(7);
        IntStream.range(0, count).forEach(i -> builder.server("server-" + i));
        return builder.start();
    }
}

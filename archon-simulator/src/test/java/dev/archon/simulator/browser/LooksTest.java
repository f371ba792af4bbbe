package dev.archon.simulator.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.archon.protocol.event.BackupProgressEvent;
import dev.archon.protocol.event.LogEvent;
import dev.archon.protocol.event.LogStream;
import dev.archon.simulator.ArchonSimulator;
import dev.archon.simulator.SimulatedServer;
import dev.archon.simulator.scenario.EventStyle;
import java.io.IOException;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How the page looks; pictures of it are left in {@code target/screenshots}. */
@WithChromium
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class LooksTest {

    private final Browser browser;
    private final ArchonSimulator sim = ArchonSimulator.builder()
            .server("survival")
            .server("creative")
            .server("lobby")
            .seed(7)
            .start();

    LooksTest(Browser browser) {
        this.browser = browser;
    }

    @ParameterizedTest
    @CsvSource({
        "light, 1440, 900", "dark, 1440, 900",
        "light, 1280, 800", "dark, 1280, 800",
        "light, 1024, 768", "dark, 1024, 768",
        "light, 390, 844", "dark, 390, 844"
    })
    void itFitsTheWindowInBothThemes(String theme, int width, int height) throws IOException {
        browser.size(width, height);
        browser.prefers(theme);
        browser.open(sim);
        browser.awaitConnected();
        show();
        assertEquals(theme, browser.run("return document.documentElement.dataset.theme"));
        assertTrue(
                browser.number("return document.documentElement.scrollWidth") <= width,
                "nothing makes the page wider than the window");
        browser.screenshot("page-" + theme + "-" + width + "x" + height);
    }

    @Test
    void theButtonChangesTheThemeForGood() {
        browser.prefers("light");
        browser.open(sim);
        String light = background();
        browser.button("Dark theme").click();
        String dark = background();
        assertNotEquals(light, dark);
        browser.reload();
        browser.awaitConnected();
        assertEquals(dark, background());
    }

    private void show() {
        SimulatedServer server = sim.server("survival");
        server.emit(new BackupProgressEvent(
                "1f0c1b1e-0000-4000-8000-000000000001",
                "create",
                "ongoing",
                0.42,
                OptionalLong.empty(),
                OptionalLong.empty()));
        server.emit(new LogEvent(LogStream.STDERR, "java.lang.IllegalStateException: a plug-in went wrong"));
        server.emit(new LogEvent(LogStream.STDOUT, "\u00a76[\u00a7eVault\u00a76] \u00a7aready\u00a7r \u001b[36m12 ms"));
        browser.awaitRow("ready");
        server.stackTrace();
        server.events(EventStyle.PANEL);
        server.stackTrace();
        server.command("say as an entry");
        browser.awaitRow("as an entry");
        browser.awaitText("#tiles", "of 8.0 GiB");
        browser.awaitText("#journal", "auth, first");
    }

    private String background() {
        return String.valueOf(browser.run("return getComputedStyle(document.body).backgroundColor"));
    }

    @AfterEach
    void close() {
        sim.close();
    }
}

package dev.archon.simulator.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.archon.protocol.event.BackupProgressEvent;
import dev.archon.protocol.event.LogEvent;
import dev.archon.protocol.event.LogStream;
import dev.archon.simulator.ArchonSimulator;
import dev.archon.simulator.SimulatedServer;
import dev.archon.simulator.scenario.Fault;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The page as axe judges it, by the rules of WCAG 2.2 AA: contrast, names, roles, order. */
@WithChromium
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class AccessibilityTest {

    private static final String AXE = axe();

    private static final String FINDINGS =
            "return axe.run().then(({ violations }) => violations.flatMap(({ id, nodes }) =>"
                    + " nodes.map(({ target, any }) => `${id}: ${target} ${any.map(({ message }) => message)}`)))";

    private final Browser browser;
    private final ArchonSimulator sim = ArchonSimulator.builder()
            .server("survival")
            .server("creative")
            .seed(7)
            .start();

    AccessibilityTest(Browser browser) {
        this.browser = browser;
    }

    @ParameterizedTest
    @CsvSource({"light, 1280, 800", "dark, 1280, 800", "light, 390, 844", "dark, 390, 844"})
    void thereIsNoFinding(String theme, int width, int height) {
        browser.size(width, height);
        browser.prefers(theme);
        browser.open(sim);
        browser.awaitConnected();
        SimulatedServer server = sim.server("survival");
        server.emit(new BackupProgressEvent(
                "1f0c1b1e-0000-4000-8000-000000000001",
                "create",
                "failed",
                0.42,
                OptionalLong.empty(),
                OptionalLong.empty()));
        server.emit(new LogEvent(LogStream.STDERR, "java.lang.IllegalStateException: a plug-in went wrong"));
        server.emit(new LogEvent(LogStream.STDOUT, everyColour()));
        server.fault(new Fault.AuthRefused());
        browser.awaitRow("colour 15");
        browser.awaitText("#tiles", "of 8.0 GiB");
        browser.awaitText("#journal", "auth, first");
        browser.awaitThat("the fault", () -> !browser.all(".active li").isEmpty());
        Object unused = browser.run(AXE);
        assertEquals(List.of(), browser.strings(FINDINGS));
    }

    private static String everyColour() {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < 16; i++) {
            line.append("\u001b[")
                    .append(i < 8 ? 30 + i : 82 + i)
                    .append("mcolour ")
                    .append(i)
                    .append(' ');
        }
        return line.append("\u001b[0m").toString();
    }

    private static String axe() {
        try (InputStream script = AccessibilityTest.class.getResourceAsStream("/axe.min.js")) {
            return new String(
                    Objects.requireNonNull(script, "axe is not on the class path")
                            .readAllBytes(),
                    StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @AfterEach
    void close() {
        sim.close();
    }
}

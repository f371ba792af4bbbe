package dev.archon.examples;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.archon.simulator.ArchonSimulator;
import dev.archon.simulator.scenario.EventStyle;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Tag("slow")
@Timeout(value = 1, unit = TimeUnit.MINUTES)
class ServerDashboardTest {

    private static final Duration LIMIT = Duration.ofSeconds(40);
    private static final String ENTER = "\u001b[?1049h";
    private static final String LEAVE = "\u001b[?1049l";

    @ParameterizedTest
    @EnumSource
    void withoutATerminalItPrintsPlainLines(EventStyle style) {
        Run run = dashboard(false, "--events", style.name());
        assertEquals(0, run.exit, run.err);
        assertTrue(run.out.contains("demo: connected; running, up "), run.out);
        assertTrue(run.out.matches("(?s).*CPU \\d+\\.\\d %, RAM \\d\\.\\d of 8\\.0 GiB.*"), run.out);
        assertTrue(run.out.contains("INFO]: "), "the log is shown");
        assertFalse(run.out.chars().anyMatch(c -> Character.isISOControl(c) && c != '\n' && c != '\r'), run.out);
    }

    @ParameterizedTest
    @EnumSource
    void inATerminalItDrawsFramesAndGivesTheTerminalBack(EventStyle style) {
        Run run = dashboard(true, "--events", style.name());
        assertEquals(0, run.exit, run.err);
        assertTrue(run.out.startsWith(ENTER), run.out);
        assertTrue(run.out.endsWith(LEAVE), run.out);
        String lastFrame = run.out.substring(run.out.lastIndexOf("\u001b[H"));
        assertTrue(lastFrame.contains("power    running, up ") && lastFrame.contains("INFO]: "), lastFrame);
    }

    @Test
    void aFailureGivesTheTerminalBackAndIsOneClearLine() {
        try (ArchonSimulator simulator = ArchonSimulator.builder().start()) {
            Run run = dashboard(true, "--base-url", simulator.baseUri().toString(), "--server", "nope", "--token", "x");
            assertEquals(1, run.exit);
            assertTrue(run.out.endsWith(LEAVE), run.out);
            assertTrue(run.err.contains("check the server id"), run.err);
        }
    }

    @Test
    void ctrlCGivesTheTerminalBack(@TempDir Path folder) throws Exception {
        try (PseudoTerminal terminal = PseudoTerminal.start(folder, Map.of(), ServerDashboard.class)) {
            terminal.awaitText("power    running, up ");
            terminal.type(PseudoTerminal.CTRL_C);
            assertEquals(130, terminal.awaitExit(), terminal.screen());
            assertTrue(terminal.written().contains(LEAVE), terminal.screen());
        }
    }

    private static Run dashboard(boolean terminal, String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int exit = ServerDashboard.run(
                arguments,
                endingAfterALogLine(out),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                terminal);
        return new Run(exit, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    /** Input that ends once the log is shown, which comes in after the first figures. */
    private static InputStream endingAfterALogLine(ByteArrayOutputStream out) {
        return new InputStream() {
            @Override
            public int read() {
                await().atMost(LIMIT)
                        .until(() -> out.toString(StandardCharsets.UTF_8).contains("INFO]: "));
                return -1;
            }

            @Override
            public int read(byte[] target, int offset, int length) {
                return read();
            }
        };
    }

    private record Run(int exit, String out, String err) {}
}

package dev.archon.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.archon.protocol.event.LogEvent;
import dev.archon.protocol.event.LogStream;
import dev.archon.simulator.ArchonSimulator;
import dev.archon.simulator.SimulatedServer;
import dev.archon.simulator.scenario.EventStyle;
import dev.archon.simulator.scenario.Traffic;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The console as a person uses it, in a real terminal. */
@Tag("slow")
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class ServerConsoleTerminalTest {

    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final String WARNING = "[12:00:00] [Server thread/WARN]: something is odd";
    private static final String YELLOW = "\u001b[33m";
    private static final String GREEN = "\u001b[32m";
    private static final String PASTE_BEGIN = "\u001b[200~";
    private static final String PASTE_END = "\u001b[201~";

    @TempDir
    private Path folder;

    private ArchonSimulator simulator;
    private SimulatedServer server;

    @BeforeEach
    void start() {
        simulator = ArchonSimulator.builder()
                .server("demo")
                .traffic(Traffic.SILENT)
                .events(EventStyle.PANEL)
                .start();
        server = simulator.server("demo");
    }

    @AfterEach
    void stop() {
        simulator.close();
    }

    @Test
    void aHalfTypedLineSurvivesTheLinesThatComeIn() throws Exception {
        try (PseudoTerminal terminal = console(Map.of())) {
            terminal.type("say half a l");
            terminal.awaitLastLine("> say half a l");

            server.command("say one");
            terminal.awaitText("[Server] one");
            terminal.awaitLastLine("> say half a l");

            server.burst(2_000);
            server.command("say after the burst");
            terminal.awaitText("[Server] after the burst");
            terminal.awaitLastLine("> say half a l");

            terminal.type("ine" + PseudoTerminal.ENTER);
            simulator.journal().awaitCommand("demo", "say half a line", LIMIT);
            terminal.awaitText("[Server] half a line");
            terminal.awaitLastLine(">");
            assertFalse(terminal.written().contains("INFO: server demo"), "the library's own log is not mixed in");
        }
    }

    @Test
    void aLineIsSentAsItIsTypedAndCanBeRecalledCompletedAndPasted() throws Exception {
        try (PseudoTerminal terminal = console(Map.of())) {
            String odd = "say it's \"half\" \\ done!! #1 \u00e7a";
            terminal.type(odd + PseudoTerminal.ENTER);
            simulator.journal().awaitCommand("demo", odd, LIMIT);

            terminal.type(PseudoTerminal.UP + " again" + PseudoTerminal.ENTER);
            simulator.journal().awaitCommand("demo", odd + " again", LIMIT);

            terminal.type("whitel" + PseudoTerminal.TAB + "list" + PseudoTerminal.ENTER);
            simulator.journal().awaitCommand("demo", "whitelist list", LIMIT);

            terminal.type(PASTE_BEGIN + "say first\nsay second" + PASTE_END + PseudoTerminal.ENTER);
            simulator.journal().awaitCommand("demo", "say first", LIMIT);
            simulator.journal().awaitCommand("demo", "say second", LIMIT);
        }
    }

    @Test
    void ctrlCLeavesTheTerminalAsItWas() throws Exception {
        try (PseudoTerminal terminal = console(Map.of())) {
            terminal.type("say half" + PseudoTerminal.CTRL_C);
            assertEquals(130, terminal.awaitExit(), terminal.screen());
            assertModesAreOff(terminal);
        }
    }

    @Test
    void ctrlDLeavesTheTerminalAsItWas() throws Exception {
        try (PseudoTerminal terminal = console(Map.of())) {
            terminal.type(PseudoTerminal.CTRL_D);
            assertEquals(0, terminal.awaitExit(), terminal.screen());
            assertModesAreOff(terminal);
        }
    }

    @Test
    void aSignalLeavesTheTerminalAsItWas() throws Exception {
        try (PseudoTerminal terminal = console(Map.of())) {
            terminal.terminate();
            assertEquals(143, terminal.awaitExit(), terminal.screen());
            assertModesAreOff(terminal);
        }
    }

    @Test
    void theEndOfTheConnectionLeavesTheTerminalAsItWas() throws Exception {
        try (PseudoTerminal terminal = console(Map.of())) {
            terminal.type("say half");
            terminal.awaitLastLine("> say half");
            server.close(1000, "bye");
            assertEquals(1, terminal.awaitExit(), terminal.screen());
            terminal.awaitText("server demo: ");
            assertModesAreOff(terminal);
        }
    }

    @Test
    void warningsHaveAColour() throws Exception {
        try (PseudoTerminal terminal = console(Map.of())) {
            warn();
            terminal.awaitText("something is odd");
            assertTrue(terminal.written().contains(YELLOW), "a warning is yellow");
            assertTrue(terminal.written().contains(GREEN), "the connection is green");
        }
    }

    @Test
    void withNoColorThereIsNone() throws Exception {
        try (PseudoTerminal terminal = console(Map.of("NO_COLOR", "1"))) {
            warn();
            terminal.awaitText("something is odd");
            assertFalse(terminal.written().matches("(?s).*\u001b\\[[0-9;]*3[0-9][0-9;]*m.*"), terminal.screen());
        }
    }

    @Test
    void aTerminalThatCanDoNothingStillTakesLines() throws Exception {
        try (PseudoTerminal terminal = console(Map.of("TERM", "dumb"))) {
            terminal.type("say plain" + PseudoTerminal.ENTER);
            simulator.journal().awaitCommand("demo", "say plain", LIMIT);
            terminal.type(":quit" + PseudoTerminal.ENTER);
            assertEquals(0, terminal.awaitExit(), terminal.screen());
        }
    }

    private void warn() {
        server.events(EventStyle.DOC);
        server.emit(new LogEvent(LogStream.STDOUT, WARNING));
    }

    private PseudoTerminal console(Map<String, String> environment) throws IOException {
        PseudoTerminal terminal = PseudoTerminal.start(
                folder,
                environment,
                ServerConsole.class,
                "--token",
                "any",
                "--base-url",
                simulator.baseUri().toString());
        terminal.awaitWritten("connected to demo");
        terminal.awaitLastLine(">");
        return terminal;
    }

    /** Bracketed paste and the application's cursor keys are switched off as often as on. */
    private static void assertModesAreOff(PseudoTerminal terminal) {
        String written = terminal.written();
        assertTrue(written.lastIndexOf("\u001b[?2004l") > written.lastIndexOf("\u001b[?2004h"), "bracketed paste");
        assertTrue(written.lastIndexOf("\u001b[?1l") > written.lastIndexOf("\u001b[?1h"), "cursor keys");
    }
}

package dev.archon.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.archon.simulator.ArchonSimulator;
import dev.archon.simulator.scenario.EventStyle;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(value = 1, unit = TimeUnit.MINUTES)
class ServerConsoleTest {

    private static final String TOKEN = "a-token-that-nobody-may-see";

    @ParameterizedTest
    @EnumSource
    void withoutATokenItShowsTheConsoleOfASimulatedServer(EventStyle style) {
        Run run = console("say good evening\n:quit\nsay never sent\n", "--events", style.name());
        assertEquals(0, run.exit, run.err);
        assertTrue(run.out.contains("Done ("), "the log of the boot is shown");
        assertTrue(run.out.contains("[Server] good evening"), "the command is answered");
        assertFalse(run.out.contains("never sent"), "nothing is sent after :quit");
        assertTrue(run.err.contains("connected to demo"), run.err);
    }

    @Test
    void theEndOfInputEndsItAfterTheLastAnswer() {
        Run run = console("list");
        assertEquals(0, run.exit, run.err);
        assertTrue(run.out.contains("players online"), "the command is answered");
    }

    @Test
    void aLineThatMayNotBeSentIsRefusedAndTheNextOneIsSent() {
        Run run = console("say \u0007\nsay still here\n");
        assertEquals(0, run.exit, run.err);
        assertTrue(run.err.contains("control characters"), run.err);
        assertTrue(run.out.contains("[Server] still here"), run.out);
    }

    @Test
    void anUnknownServerIsOneClearLine() {
        try (ArchonSimulator simulator = ArchonSimulator.builder().start()) {
            Run run = console("", "--base-url", simulator.baseUri().toString(), "--server", "nope", "--token", TOKEN);
            run.failsWith("server nope", "404", "check the server id");
        }
    }

    @Test
    void aWrongTokenIsOneClearLine() {
        try (ArchonSimulator simulator =
                ArchonSimulator.builder().apiToken("the right one").start()) {
            Run run = console("", "--base-url", simulator.baseUri().toString(), "--token", TOKEN);
            run.failsWith("server demo", "401", "check the API token");
        }
    }

    @Test
    void aDeadPortIsGivenUp() throws IOException {
        int port;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        Run run = console("", "--base-url", "http://127.0.0.1:" + port, "--token", TOKEN, "--attempts", "1");
        run.failsWith("gave up", "127.0.0.1:" + port, "check that it is up");
    }

    @Test
    void aServerThatAcceptsAndNeverAnswersIsGivenUp() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            String url = "http://127.0.0.1:" + silent.getLocalPort();
            Run run = console("", "--base-url", url, "--token", TOKEN, "--attempts", "0", "--timeout", "1");
            run.failsWith("gave up", URI.create(url).getAuthority(), "check the base URL");
        }
    }

    @Test
    void anAddressThatIsNoneIsOneClearLine() {
        console("", "--base-url", "ftp://example.com", "--token", TOKEN).failsWith("http:// or https://");
        console("", "--base-url", "http://", "--token", TOKEN).failsWith("http://");
    }

    @Test
    void wrongArgumentsAreOneClearLine() {
        Run run = console("", "--sever", "x");
        assertEquals(2, run.exit);
        assertEquals(1, run.err.lines().count(), run.err);
        assertTrue(run.err.contains("--help"), run.err);
    }

    private static Run console(String input, String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int exit = ServerConsole.run(
                arguments,
                new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));
        return new Run(exit, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    private record Run(int exit, String out, String err) {

        void failsWith(String... parts) {
            assertTrue(exit != 0, err);
            List<String> lines = err.lines().toList();
            String last = lines.get(lines.size() - 1);
            List<String> missing = new ArrayList<>(List.of(parts));
            missing.removeIf(last::contains);
            assertEquals(List.of(), missing, "missing in: " + last);
            assertFalse(err.contains("\tat ") || err.contains("Exception:"), err);
            assertFalse((out + err).contains(TOKEN), "the token is shown");
        }
    }
}

package dev.archon.simulator.cli;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.archon.simulator.conformance.ConformanceCase;
import dev.archon.simulator.conformance.ConformanceCases;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine.Help.Ansi;

/** The command {@code check}, with a client that prints its secrets and ends at once. */
@Tag("slow")
@Timeout(60)
class CheckCommandTest {

    private static final Duration LIMIT = Duration.ofSeconds(20);

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    /** A client that tells what it was given. */
    static final class Talker {

        private Talker() {}

        /** Prints its arguments and its environment. */
        public static void main(String[] arguments) {
            System.out.println("arguments " + String.join(" ", arguments));
            for (String name : List.of("ARCHON_URL", "ARCHON_SERVER", "ARCHON_TOKEN")) {
                System.out.println(name + "=" + System.getenv(name));
            }
        }
    }

    @Test
    void theListNamesEveryCaseAndRunsNone() {
        assertEquals(0, run("check", "--list"));
        for (ConformanceCase one : ConformanceCases.all()) {
            assertTrue(out.toString().contains(one.id() + ": " + one.title()), one.id());
        }
    }

    @Test
    void aFailedCaseShowsWhatTheClientPrintedWithoutItsToken(@TempDir Path directory) throws Exception {
        Path page = directory.resolve("report.html");
        Path json = directory.resolve("report.json");

        List<String> arguments =
                new ArrayList<>(List.of("check", "--case", "handshake", "--case", "ping", "--name", "talker"));
        arguments.addAll(List.of("--report", page.toString(), "--json", json.toString(), "--"));
        arguments.addAll(java(Talker.class, "{url}", "{server}", "--token={token}"));
        assertEquals(1, run(arguments.toArray(String[]::new)), err.toString());

        String text = out.toString();
        assertTrue(text.contains("fail      handshake  The client has opened no WebSocket"), text);
        assertTrue(text.contains("not seen  ping"), text);
        assertTrue(text.matches("(?s).*arguments http://127\\.0\\.0\\.1:\\d+ demo --token=\\[API token].*"), text);
        assertTrue(text.matches("(?s).*ARCHON_URL=http://127\\.0\\.0\\.1:\\d+.*"), text);
        assertTrue(text.contains("ARCHON_SERVER=demo"), text);
        assertTrue(text.contains("ARCHON_TOKEN=[API token]"), text);
        assertTrue(text.strip().endsWith("0 pass, 0 weak, 1 fail, 1 not seen"), text);
        assertTrue(err.toString().contains("[2/2]"), err.toString());
        for (String report : List.of(text, err.toString(), Files.readString(page), Files.readString(json))) {
            assertFalse(report.contains("mrp_conformance"), report);
        }

        out.getBuffer().setLength(0);
        assertEquals(0, run("check", "--case", "handshake", "--table", json.toString()));
        assertTrue(out.toString().startsWith("| case | talker |"), out.toString());
        assertTrue(out.toString().contains("| **fail** |"), out.toString());
    }

    @Test
    void inATerminalVerdictsHaveColoursAndTheTimeIsCounted() {
        List<String> arguments = new ArrayList<>(List.of("check", "--case", "handshake", "--"));
        arguments.addAll(java(Talker.class));
        Main.run(new PrintWriter(out, true), new PrintWriter(err, true), Ansi.ON, arguments.toArray(String[]::new));

        assertTrue(out.toString().startsWith("\u001b[31mfail"), out.toString());
        assertTrue(err.toString().contains("0 of 1 cases done after 0:00"), err.toString());
        assertTrue(err.toString().contains("[1/1] \u001b[31mfail"), err.toString());
    }

    @Test
    void aProgramThatDoesNotExistIsOneLine() {
        assertEquals(1, run("check", "--case", "ping", "--", "/no/such/client"));
        assertEquals(1, err.toString().lines().count(), err.toString());
        assertTrue(err.toString().contains("/no/such/client"), err.toString());
    }

    @Test
    void aSignalEndsTheClientsToo(@TempDir Path directory) throws Exception {
        List<String> words = java(Main.class, "check", "--case", "half-open", "--");
        words.addAll(java(Sleeper.class));
        Process kit = new ProcessBuilder(words)
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("output").toFile())
                .start();
        try {
            await().atMost(LIMIT).until(() -> kit.descendants().findAny().isPresent());
            List<ProcessHandle> clients = kit.descendants().toList();
            kit.destroy();
            assertTrue(kit.waitFor(10, TimeUnit.SECONDS), "the kit ends soon after a signal");
            await().atMost(LIMIT).until(() -> clients.stream().noneMatch(ProcessHandle::isAlive));
        } finally {
            kit.descendants().forEach(ProcessHandle::destroyForcibly);
            kit.destroyForcibly();
        }
    }

    /** A client that does nothing, and does not look at its input, for a minute. */
    static final class Sleeper {

        private Sleeper() {}

        /** Waits. */
        public static void main(String[] arguments) throws InterruptedException {
            System.exit(new CountDownLatch(1).await(1, TimeUnit.MINUTES) ? 1 : 0);
        }
    }

    private static List<String> java(Class<?> program, String... arguments) {
        List<String> words = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                program.getName()));
        words.addAll(List.of(arguments));
        return words;
    }

    private int run(String... arguments) {
        return Main.run(new PrintWriter(out, true), new PrintWriter(err, true), Ansi.OFF, arguments);
    }
}

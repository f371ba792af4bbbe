package dev.archon.examples;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.awaitility.core.ConditionTimeoutException;
import org.jline.utils.ScreenTerminal;

/** A program in a terminal of 24 lines with 100 columns, made by the program {@code script}, with a keyboard and a screen. */
final class PseudoTerminal implements AutoCloseable {

    static final String CTRL_C = "\u0003";
    static final String CTRL_D = "\u0004";
    static final String ENTER = "\r";
    static final String TAB = "\t";

    /** As terminals send it while a program has switched the cursor keys to its own mode. */
    static final String UP = "\u001bOA";

    private static final Path SCRIPT = Path.of("/usr/bin/script");
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final int SIGINT = 2;
    private static final int COLUMNS = 100;
    private static final int ROWS = 24;

    private final Path folder;
    private final Process process;
    private final Thread reader = new Thread(this::read, "pseudo-terminal");
    private final StringBuilder written = new StringBuilder();
    private final ScreenTerminal screen = new ScreenTerminal(COLUMNS, ROWS);

    private PseudoTerminal(Path folder, Process process) {
        this.folder = folder;
        this.process = process;
    }

    /**
     * Starts a Java program, or skips the test where there is no terminal to be had.
     *
     * @param folder where notes about the terminal are kept
     * @param environment variables that the program has besides those of this process
     */
    static PseudoTerminal start(Path folder, Map<String, String> environment, Class<?> program, String... arguments)
            throws IOException {
        assumeTrue(Files.isExecutable(SCRIPT), "needs the program script for a terminal");
        assumeFalse(ignoresInterrupts(), "Ctrl-C does nothing in a job that a shell runs in the background");
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        // The shell outlives Ctrl-C, to tell how the program ended and how it left the terminal.
        String command = String.join(
                "\n",
                "trap : INT",
                "stty rows " + ROWS + " columns " + COLUMNS,
                "stty -a >before",
                "'" + java + "' -Xmx128m -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -cp '"
                        + System.getProperty("java.class.path") + "' " + program.getName() + " "
                        + String.join(" ", arguments),
                "echo $? >exit",
                "stty -a >after");
        ProcessBuilder builder = new ProcessBuilder(
                        SCRIPT.toString(), "--quiet", "--flush", "--command", command, "/dev/null")
                .directory(folder.toFile())
                .redirectErrorStream(true);
        builder.environment().remove("NO_COLOR");
        builder.environment().put("TERM", "xterm-256color");
        builder.environment().put("LC_ALL", "C.UTF-8");
        builder.environment().putAll(environment);
        PseudoTerminal terminal = new PseudoTerminal(folder, builder.start());
        terminal.reader.setDaemon(true);
        terminal.reader.start();
        return terminal;
    }

    /** What a program that is started inherits (signal(7)). */
    private static boolean ignoresInterrupts() throws IOException {
        Path status = Path.of("/proc/self/status");
        if (!Files.exists(status)) {
            return false;
        }
        return Files.readAllLines(status).stream()
                .filter(line -> line.startsWith("SigIgn:"))
                .anyMatch(line -> (Long.parseUnsignedLong(line.substring(7).strip(), 16) & 1 << (SIGINT - 1)) != 0);
    }

    private void read() {
        try (Reader in = new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8)) {
            char[] some = new char[8192];
            for (int count = in.read(some); count >= 0; count = in.read(some)) {
                String text = new String(some, 0, count);
                synchronized (written) {
                    written.append(text);
                }
                screen.write(text);
            }
        } catch (IOException e) {
            synchronized (written) {
                written.append("(the terminal could not be read: ").append(e).append(')');
            }
        }
    }

    void type(String keys) throws IOException {
        OutputStream keyboard = process.getOutputStream();
        keyboard.write(keys.getBytes(StandardCharsets.UTF_8));
        keyboard.flush();
    }

    /** Sends SIGTERM to the program. */
    void terminate() {
        process.descendants()
                .filter(each -> each.info().command().orElse("").endsWith("java"))
                .forEach(ProcessHandle::destroy);
    }

    /** Waits until the screen shows a text. */
    void awaitText(String text) {
        awaitThat("the screen shows " + text, () -> screen().contains(text));
    }

    /** Waits until a text has been written, though it may have left the screen again. */
    void awaitWritten(String text) {
        awaitThat("the program writes " + text, () -> written().contains(text));
    }

    /** Waits until the last line that is not empty is this one. */
    void awaitLastLine(String line) {
        awaitThat("the last line is " + line, () -> lastLine().equals(line));
    }

    private void awaitThat(String what, Callable<Boolean> condition) {
        try {
            await().atMost(LIMIT).until(condition);
        } catch (ConditionTimeoutException e) {
            throw new AssertionError(what + "; it shows:\n" + screen(), e);
        }
    }

    /** The lines of the screen without the empty ones at the end. */
    String screen() {
        long[] cells = new long[COLUMNS * ROWS];
        screen.dump(cells, 0, 0, ROWS, COLUMNS, null);
        StringBuilder text = new StringBuilder();
        for (int row = 0; row < ROWS; row++) {
            StringBuilder line = new StringBuilder();
            for (int column = 0; column < COLUMNS; column++) {
                int code = ScreenTerminal.cellCodePoint(cells[row * COLUMNS + column]);
                line.appendCodePoint(code == 0 ? ' ' : code);
            }
            text.append(line.toString().stripTrailing()).append('\n');
        }
        return text.toString().stripTrailing();
    }

    private String lastLine() {
        List<String> lines = screen().lines().toList();
        return lines.isEmpty() ? "" : lines.get(lines.size() - 1);
    }

    /** All that the program has written so far, with its escape sequences. */
    String written() {
        synchronized (written) {
            return written.toString();
        }
    }

    /**
     * Waits for the end of the program, checks that it leaves the terminal as it was, and returns its exit code. Then
     * {@link #written()} is complete.
     */
    int awaitExit() throws Exception {
        assertTrue(process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS), () -> "it ends; it shows:\n" + screen());
        // What was written last may still be in the pipe.
        reader.join(LIMIT.toMillis());
        assertFalse(reader.isAlive(), () -> "its output ends; it shows:\n" + screen());
        assertEquals(Files.readString(folder.resolve("before")), Files.readString(folder.resolve("after")), "stty -a");
        return Integer.parseInt(Files.readString(folder.resolve("exit")).strip());
    }

    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }
}

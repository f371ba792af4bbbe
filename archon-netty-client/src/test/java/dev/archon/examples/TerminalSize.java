package dev.archon.examples;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How much room a terminal has.
 *
 * @param columns characters in a line
 * @param rows lines
 */
record TerminalSize(int columns, int rows) {

    private static final TerminalSize USUAL = new TerminalSize(80, 24);
    private static final Pattern ROWS_COLUMNS = Pattern.compile("([1-9]\\d{0,3}) ([1-9]\\d{0,3})\\s*");
    private static final int LIMIT_SECONDS = 10;

    /** The size of the terminal of this process; 80 by 24 where it cannot be told. */
    static TerminalSize ofTerminal() {
        Process stty = start(new ProcessBuilder("stty", "size").redirectInput(new File("/dev/tty")));
        if (stty == null || !endsWell(stty)) {
            return USUAL;
        }
        try {
            Matcher size =
                    ROWS_COLUMNS.matcher(new String(stty.getInputStream().readNBytes(100), StandardCharsets.US_ASCII));
            return size.matches()
                    ? new TerminalSize(Integer.parseInt(size.group(2)), Integer.parseInt(size.group(1)))
                    : USUAL;
        } catch (IOException e) {
            return USUAL;
        }
    }

    /** Whether what this process prints is shown in a terminal. */
    static boolean isStdoutATerminal() {
        return isATerminal(1);
    }

    /** Whether all three of the process's streams are a terminal's, so that a person types and sees everything. */
    static boolean isWhollyATerminal() {
        return isATerminal(0) && isATerminal(1) && isATerminal(2);
    }

    private static boolean isATerminal(int descriptor) {
        Process test = start(new ProcessBuilder("sh", "-c", "test -t " + descriptor).inheritIO());
        return test != null && endsWell(test);
    }

    // Java 17 has no call for either; a system without these programs gets plain lines.
    private static @Nullable Process start(ProcessBuilder builder) {
        try {
            return builder.start();
        } catch (IOException e) {
            return null;
        }
    }

    private static boolean endsWell(Process process) {
        try {
            return process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}

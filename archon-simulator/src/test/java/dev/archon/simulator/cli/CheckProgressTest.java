package dev.archon.simulator.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class CheckProgressTest {

    private static final String CLEAR = "\r\u001b[K";

    private final StringWriter written = new StringWriter();
    private long nanos;

    @Test
    void inATerminalTheLastLineCountsCasesAndTime() {
        try (CheckProgress progress = progress(true)) {
            nanos += TimeUnit.SECONDS.toNanos(7);
            progress.tick();
            nanos += TimeUnit.SECONDS.toNanos(120);
            progress.ended("pass  ping");
        }
        assertEquals(
                CLEAR + "0 of 3 cases done after 0:07"
                        + CLEAR + "[1/3] pass  ping\n"
                        + CLEAR + "1 of 3 cases done after 2:07"
                        + CLEAR,
                written.toString().replace(System.lineSeparator(), "\n"));
    }

    @Test
    void elsewhereThereIsALineForEachCaseAndNoControlCharacter() {
        try (CheckProgress progress = progress(false)) {
            progress.start();
            progress.tick();
            progress.ended("pass  ping");
            progress.ended("weak  pong");
        }
        assertEquals("[1/3] pass  ping\n[2/3] weak  pong\n", written.toString().replace(System.lineSeparator(), "\n"));
    }

    @Test
    void afterTheEndNothingIsDrawn() {
        CheckProgress progress = progress(true);
        progress.close();
        progress.tick();
        assertEquals(CLEAR, written.toString());
    }

    private CheckProgress progress(boolean live) {
        return new CheckProgress(new PrintWriter(written), live, 3, () -> nanos);
    }
}

package dev.archon.benchmarks.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ChildOutputTest {

    private static final Duration LIMIT = Duration.ofSeconds(20);

    @Test
    void linesComeInTheirOrderAndThenTheEnd() throws Exception {
        ChildOutput output = ChildOutput.of(new Printed(3), "child");

        for (int i = 0; i < 3; i++) {
            assertEquals("line " + i, output.next(LIMIT));
        }
        EOFException end = assertThrows(EOFException.class, () -> output.next(LIMIT));
        assertEquals("the output has ended", end.getMessage());
    }

    @Test
    void asManyLinesAsMayWaitAreAllRead() throws Exception {
        ChildOutput output = ChildOutput.of(new Printed(ChildOutput.MOST_WAITING), "child");

        for (int i = 0; i < ChildOutput.MOST_WAITING; i++) {
            assertEquals("line " + i, output.next(LIMIT));
        }
        assertEquals(
                "the output has ended",
                assertThrows(EOFException.class, () -> output.next(LIMIT)).getMessage());
    }

    @Test
    void aChildThatPrintsMoreThanMayWaitIsEndedAndItIsSaid() throws Exception {
        Printed process = new Printed(ChildOutput.MOST_WAITING + 1);
        ChildOutput output = ChildOutput.of(process, "child");

        process.destroyed.get(LIMIT.toSeconds(), TimeUnit.SECONDS);
        for (int i = 0; i < ChildOutput.MOST_WAITING; i++) {
            assertEquals("line " + i, output.next(LIMIT));
        }
        EOFException end = assertThrows(EOFException.class, () -> output.next(LIMIT));
        assertEquals("more than 10,000 lines of its output waited to be read", end.getMessage());
    }

    /** A process that has printed so many lines. */
    private static final class Printed extends Process {

        private final CompletableFuture<Void> destroyed = new CompletableFuture<>();
        private final InputStream lines;

        Printed(int count) {
            String text =
                    IntStream.range(0, count).mapToObj(i -> "line " + i + "\n").collect(Collectors.joining());
            lines = new ByteArrayInputStream(text.getBytes(Charset.defaultCharset()));
        }

        @Override
        public InputStream getInputStream() {
            return lines;
        }

        @Override
        public InputStream getErrorStream() {
            return InputStream.nullInputStream();
        }

        @Override
        public OutputStream getOutputStream() {
            return OutputStream.nullOutputStream();
        }

        @Override
        public int waitFor() {
            return 0;
        }

        @Override
        public int exitValue() {
            return 0;
        }

        @Override
        public void destroy() {
            destroyed.complete(null);
        }
    }
}

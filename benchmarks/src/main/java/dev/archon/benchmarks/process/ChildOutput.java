package dev.archon.benchmarks.process;

import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The lines that a child process prints. The child is destroyed when this JVM ends, so that it does not outlive a command
 * that is interrupted.
 */
public final class ChildOutput {

    /** How many lines may wait. A child prints some tens in a run, of which the race skips what it does not know. */
    static final int MOST_WAITING = 10_000;

    private final Process process;

    /** What it printed; an empty entry is the end of its output. There is always room for that entry. */
    private final BlockingQueue<Optional<String>> lines = new LinkedBlockingQueue<>(MOST_WAITING + 1);

    private volatile String end = "the output has ended";

    private ChildOutput(Process process) {
        this.process = process;
    }

    /**
     * Starts to read what a process prints.
     *
     * @param process the process, whose output nobody else reads
     * @param name the name of the process, for the thread
     * @return its output
     */
    public static ChildOutput of(Process process, String name) {
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
        ChildOutput output = new ChildOutput(process);
        Thread reader = new Thread(output::read, name + "-output");
        reader.setDaemon(true);
        reader.start();
        return output;
    }

    /**
     * Waits for the next line.
     *
     * @param limit how long to wait at most
     * @return the line
     * @throws TimeoutException if there is none within the limit
     * @throws EOFException if the process has ended, or has printed more than may wait, which its message says; then the
     *     process is destroyed
     */
    public String next(Duration limit) throws TimeoutException, EOFException, InterruptedException {
        Optional<String> line = lines.poll(limit.toNanos(), TimeUnit.NANOSECONDS);
        if (line == null) {
            throw new TimeoutException("nothing was printed within " + limit);
        }
        return line.orElseThrow(() -> new EOFException(end));
    }

    private void read() {
        try (BufferedReader out = process.inputReader()) {
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                if (lines.size() >= MOST_WAITING) {
                    end = "more than %,d lines of its output waited to be read".formatted(MOST_WAITING);
                    process.destroyForcibly();
                    return;
                }
                lines.add(Optional.of(line));
            }
        } catch (IOException | UncheckedIOException e) {
            // The process has ended, which the empty entry says.
            return;
        } finally {
            lines.add(Optional.empty());
        }
    }
}

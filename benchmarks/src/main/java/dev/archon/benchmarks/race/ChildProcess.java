package dev.archon.benchmarks.race;

import dev.archon.benchmarks.process.ChildOutput;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A process that the race starts and stops. */
final class ChildProcess implements AutoCloseable {

    private static final int END_SECONDS = 5;

    private final String name;
    private final Path log;
    private final Process process;
    private final ChildOutput output;

    private ChildProcess(String name, Path log, Process process) {
        this.name = name;
        this.log = log;
        this.process = process;
        this.output = ChildOutput.of(process, name);
    }

    /** Starts a process. Its standard error goes into a file. */
    static ChildProcess start(String name, List<String> command, Path log) throws IOException {
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.to(log.toFile()))
                .start();
        return new ChildProcess(name, log, process);
    }

    /**
     * Waits for the next line that begins with one of these words, and skips all others.
     *
     * @throws RaceException if there is none within the limit, or the process ended
     */
    String line(Duration limit, List<String> beginnings) throws RaceException, InterruptedException {
        long end = System.nanoTime() + limit.toNanos();
        while (true) {
            String line = next(Duration.ofNanos(Math.max(0, end - System.nanoTime())), limit);
            for (String beginning : beginnings) {
                if (line.startsWith(beginning + " ")) {
                    return line;
                }
            }
        }
    }

    private String next(Duration left, Duration limit) throws RaceException, InterruptedException {
        try {
            return output.next(left);
        } catch (TimeoutException e) {
            throw new RaceException(name + " printed no result for " + limit.toSeconds() + " s; see " + log, e);
        } catch (EOFException e) {
            throw new RaceException(name + " cannot go on: " + e.getMessage() + "; see " + log, e);
        }
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(END_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}

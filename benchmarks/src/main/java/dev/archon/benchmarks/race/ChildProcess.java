package dev.archon.benchmarks.race;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A process that the race starts and stops. */
final class ChildProcess implements AutoCloseable {

    private static final int END_SECONDS = 5;

    private final String name;
    private final Path log;
    private final Process process;
    /** What it printed; an empty entry is the end of its output. */
    private final BlockingQueue<Optional<String>> lines = new LinkedBlockingQueue<>();

    private ChildProcess(String name, Path log, Process process) {
        this.name = name;
        this.log = log;
        this.process = process;
    }

    /** Starts a process. Its standard error goes into a file. */
    static ChildProcess start(String name, List<String> command, Path log) throws IOException {
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.to(log.toFile()))
                .start();
        ChildProcess child = new ChildProcess(name, log, process);
        // So that it does not outlive a race that is interrupted.
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
        Thread reader = new Thread(child::read, name + "-output");
        reader.setDaemon(true);
        reader.start();
        return child;
    }

    /**
     * Waits for the next line that begins with one of these words, and skips all others.
     *
     * @throws RaceException if there is none within the limit, or the process ended
     */
    String line(Duration limit, List<String> beginnings) throws RaceException, InterruptedException {
        long end = System.nanoTime() + limit.toNanos();
        while (true) {
            Optional<String> line = lines.poll(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS);
            if (line == null) {
                throw new RaceException(name + " printed no result for " + limit.toSeconds() + " s; see " + log);
            }
            if (line.isEmpty()) {
                throw new RaceException(name + " ended too early; see " + log);
            }
            for (String beginning : beginnings) {
                if (line.get().startsWith(beginning + " ")) {
                    return line.get();
                }
            }
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

    private void read() {
        try (BufferedReader out = process.inputReader()) {
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                lines.add(Optional.of(line));
            }
        } catch (IOException | UncheckedIOException e) {
            // The process has ended, which is reported below in any case.
        } finally {
            lines.add(Optional.empty());
        }
    }
}

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

/** A process that the race started, and ends. */
final class Child implements AutoCloseable {

    private static final int END_SECONDS = 5;

    private final String name;
    private final Path log;
    private final Process process;
    /** Empty stands for the end. */
    private final BlockingQueue<Optional<String>> lines = new LinkedBlockingQueue<>();

    private Child(String name, Path log, Process process) {
        this.name = name;
        this.log = log;
        this.process = process;
    }

    /** Starts a process. What it says on its standard error goes into a file. */
    static Child start(String name, List<String> command, Path log) throws IOException {
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.to(log.toFile()))
                .start();
        Child child = new Child(name, log, process);
        // Also when the race itself is ended from outside.
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
        Thread reader = new Thread(child::read, name + "-output");
        reader.setDaemon(true);
        reader.start();
        return child;
    }

    /** The next line that it prints and that begins with one of these words. What it prints else is passed over. */
    String line(Duration limit, List<String> beginnings) throws RaceException, InterruptedException {
        long end = System.nanoTime() + limit.toNanos();
        while (true) {
            Optional<String> line = lines.poll(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS);
            if (line == null) {
                throw new RaceException(name + " said nothing for " + limit.toSeconds() + " s; see " + log);
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
            // Its end, which is told below in any case.
        } finally {
            lines.add(Optional.empty());
        }
    }
}

package dev.archon.simulator.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** The runnable jar as a process. Every wait ends after {@value #LIMIT_SECONDS} seconds with an exception. */
final class JarProcess implements AutoCloseable {

    static final int LIMIT_SECONDS = 30;

    private final Process process;
    private final BlockingQueue<String> unread = new LinkedBlockingQueue<>();
    private final List<String> out = new CopyOnWriteArrayList<>();
    private final List<String> err = new CopyOnWriteArrayList<>();
    private final List<Thread> readers = new ArrayList<>();

    private JarProcess(Process process) {
        this.process = process;
    }

    static JarProcess start(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                // None of them lives long enough for the second compiler, or for a collector with threads of its own.
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-jar",
                System.getProperty("archon.simulator.jar", "target/archon-simulator.jar")));
        command.addAll(List.of(arguments));
        JarProcess jar = new JarProcess(new ProcessBuilder(command).start());
        jar.read(jar.process.getInputStream(), jar.out);
        jar.read(jar.process.getErrorStream(), jar.err);
        return jar;
    }

    /** Waits for the line that says where it listens. */
    URI awaitReady() throws Exception {
        String line = Optional.ofNullable(unread.poll(LIMIT_SECONDS, TimeUnit.SECONDS))
                .orElseThrow(() -> new AssertionError("no line came; on standard error: " + err));
        if (!line.startsWith("ready ")) {
            throw new AssertionError("expected the ready line, got: " + line);
        }
        return URI.create(line.substring("ready ".length()));
    }

    /** Sends SIGTERM. */
    void terminate() {
        process.destroy();
    }

    int awaitExit() throws Exception {
        if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
            throw new AssertionError("still running after " + LIMIT_SECONDS + " s");
        }
        for (Thread reader : readers) {
            reader.join(TimeUnit.SECONDS.toMillis(LIMIT_SECONDS));
        }
        return process.exitValue();
    }

    List<String> out() {
        return List.copyOf(out);
    }

    List<String> err() {
        return List.copyOf(err);
    }

    private void read(InputStream stream, List<String> lines) {
        Thread reader = new Thread(() -> {
            try (BufferedReader in = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
                for (String line = in.readLine(); line != null; line = in.readLine()) {
                    lines.add(line);
                    if (lines == out) {
                        unread.add(line);
                    }
                }
            } catch (IOException e) {
                lines.add("cannot read on: " + e);
            }
        });
        reader.setDaemon(true);
        reader.start();
        readers.add(reader);
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}

package dev.archon.examples.kafka;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A JVM that the test starts; what it prints is in files. */
final class JavaProcess implements AutoCloseable {

    private static final int END_SECONDS = 20;

    private final String name;
    private final Process process;
    private final Path out;
    private final Path err;

    private JavaProcess(String name, Process process, Path out, Path err) {
        this.name = name;
        this.process = process;
        this.out = out;
        this.err = err;
    }

    /**
     * Starts a JVM that is small, and soon there.
     *
     * @param name the beginning of its files' names
     * @param folder where its files are
     * @param heap its largest heap, such as {@code 64m}
     */
    static JavaProcess start(
            String name, Path folder, String heap, String classPath, String mainClass, List<String> arguments)
            throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + heap,
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
                "-cp",
                classPath,
                mainClass));
        command.addAll(arguments);
        Path out = folder.resolve(name + ".out");
        Path err = folder.resolve(name + ".err");
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectOutput(ProcessBuilder.Redirect.appendTo(out.toFile()))
                .redirectError(ProcessBuilder.Redirect.appendTo(err.toFile()))
                .start();
        return new JavaProcess(name, process, out, err);
    }

    /** Waits for its end, which has to be a good one. */
    void finish(Duration limit) throws InterruptedException {
        if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new AssertionError(name + " has not ended within " + limit.toSeconds() + " s\n" + printed());
        }
        if (process.exitValue() != 0) {
            throw new AssertionError(name + " ended with " + process.exitValue() + "\n" + printed());
        }
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** Ends it as {@code kill -9} does. */
    void kill() throws InterruptedException {
        if (!process.destroyForcibly().waitFor(END_SECONDS, TimeUnit.SECONDS)) {
            throw new AssertionError(name + " was killed and has not ended within " + END_SECONDS + " s");
        }
    }

    /** Sends it a signal, such as {@code STOP} or {@code CONT}. */
    void signal(String signal) throws IOException, InterruptedException {
        // The shell's own, since not every machine has a program of that name.
        Process kill = new ProcessBuilder("sh", "-c", "kill -" + signal + " " + process.pid())
                .inheritIO()
                .start();
        if (!kill.waitFor(END_SECONDS, TimeUnit.SECONDS) || kill.exitValue() != 0) {
            throw new IOException("kill -" + signal + " of " + name + " failed");
        }
    }

    /** Writes a line to its input. */
    void goOn() throws IOException {
        process.getOutputStream().write('\n');
        process.getOutputStream().flush();
    }

    /** The most memory that it has had, in kilobytes; 0 where the system does not say. */
    long peakKilobytes() throws IOException {
        Path status = Path.of("/proc", String.valueOf(process.pid()), "status");
        if (!Files.isReadable(status)) {
            return 0;
        }
        return Files.readAllLines(status).stream()
                .filter(line -> line.startsWith("VmHWM:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .findFirst()
                .orElse(0);
    }

    Path out() {
        return out;
    }

    String err() {
        return read(err);
    }

    String printed() {
        return "== " + out + "\n" + end(read(out)) + "\n== " + err + "\n" + end(read(err));
    }

    private static String end(String text) {
        return text.substring(Math.max(0, text.length() - 5_000));
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Asks it to end, and ends it by force if that takes too long. */
    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(END_SECONDS, TimeUnit.SECONDS)) {
                // Its files are deleted next, so it must not write any more.
                kill();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}

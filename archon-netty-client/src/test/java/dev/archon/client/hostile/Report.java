package dev.archon.client.hostile;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** One line for each case that was played, in {@code target/hostile-servers.txt}: its time, its name and its faults. */
final class Report {

    private final Path file = Path.of("target", "hostile-servers.txt");

    Report() {
        try {
            Files.createDirectories(Path.of("target"));
            Files.writeString(file, "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    synchronized void add(String line) {
        try {
            Files.writeString(file, line + System.lineSeparator(), StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package dev.archon.simulator.npm;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/** The published npm client, installed for tests where that is possible. */
final class NpmPackage {

    private static final String CLIENT = "@modrinth/api-client@0.77.0";
    private static final String WEB_SOCKET = "ws@8.23.0";
    private static final int INSTALL_SECONDS = 60;

    private NpmPackage() {}

    static Path directory() {
        return Path.of("target", "npm").toAbsolutePath();
    }

    /** Lays a script of the tests beside the installed client; skips the test where there is no Node.js or no client. */
    static Path script(String name) throws IOException, InterruptedException {
        Path directory = Files.createDirectories(directory());
        assumeTrue(succeeds(directory, "node", "--version"), "skipped: there is no Node.js here");
        // Test classes run in several JVMs at once, and only one of them may install.
        try (FileChannel channel = FileChannel.open(
                        directory.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock lock = channel.lock()) {
            assumeTrue(
                    lock.isValid()
                            && (Files.exists(directory.resolve("node_modules/@modrinth/api-client"))
                                    || install(directory)),
                    "skipped: " + CLIENT + " cannot be installed here");
        }
        Path script = directory.resolve(name);
        try (InputStream resource =
                Objects.requireNonNull(NpmPackage.class.getResourceAsStream("/npm/" + name), name)) {
            Files.copy(resource, script, StandardCopyOption.REPLACE_EXISTING);
        }
        return script;
    }

    private static boolean install(Path directory) throws IOException, InterruptedException {
        Files.writeString(directory.resolve("package.json"), "{\"private\": true, \"type\": \"module\"}");
        return succeeds(
                directory,
                "npm",
                "install",
                "--ignore-scripts",
                "--no-audit",
                "--no-fund",
                "--prefer-offline",
                "--fetch-retries=0",
                CLIENT,
                WEB_SOCKET);
    }

    private static boolean succeeds(Path directory, String... command) throws InterruptedException {
        try {
            Process process = new ProcessBuilder(command)
                    .directory(directory.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(directory.resolve("log.txt").toFile())
                    .start();
            try {
                return process.waitFor(INSTALL_SECONDS, TimeUnit.SECONDS) && process.exitValue() == 0;
            } finally {
                process.destroyForcibly();
            }
        } catch (IOException e) {
            return false;
        }
    }
}

package dev.archon.simulator;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.archon.simulator.scenario.EventStyle;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The published npm client, unchanged, on the simulator. Skipped where Node.js, npm or the package is not to be had; nothing
 * else needs them.
 */
@Tag("slow")
class NpmClientTest {

    private static final String CLIENT = "@modrinth/api-client@0.77.0";
    private static final String WEB_SOCKET = "ws@8.23.0";
    private static final int INSTALL_SECONDS = 60;
    private static final int TRY_SECONDS = 180;

    @ParameterizedTest
    @EnumSource(EventStyle.class)
    void everythingThatTheNpmClientOffersForSocketsAndPowerWorks(EventStyle style) throws Exception {
        Path directory = Files.createDirectories(Path.of("target", "npm").toAbsolutePath());
        assumeTrue(succeeds(directory, "node", "--version"), "skipped: there is no Node.js here");
        assumeTrue(
                Files.exists(directory.resolve("node_modules/@modrinth/api-client")) || install(directory),
                "skipped: " + CLIENT + " cannot be installed here");
        Path script = directory.resolve("try.mjs");
        try (InputStream resource =
                Objects.requireNonNull(NpmClientTest.class.getResourceAsStream("/npm/try.mjs"), "try.mjs")) {
            Files.copy(resource, script, StandardCopyOption.REPLACE_EXISTING);
        }

        // Fifty times as fast, so that starting and stopping need no patience.
        try (ArchonSimulator sim = ArchonSimulator.builder()
                .server("demo")
                .server("other")
                .time(SimulatorTime.scaled(50))
                .events(style)
                .tokenLifetime(Duration.ofDays(1))
                .tokenWarning(Duration.ofHours(2))
                .start()) {
            List<String> lines = run(
                    directory,
                    TRY_SECONDS,
                    "node",
                    script.toString(),
                    sim.baseUri().toString(),
                    style == EventStyle.PANEL ? "log4j" : "log");

            lines.forEach(line -> System.out.println("npm client, " + style + ": " + line));
            assertEquals(
                    List.of(),
                    lines.stream().filter(line -> !line.startsWith("ok ")).toList());
            assertEquals(12, lines.size());
        }
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

    private static List<String> run(Path directory, int limitSeconds, String... command) throws Exception {
        Path out = directory.resolve("out.txt");
        Process process = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectOutput(out.toFile())
                .redirectError(directory.resolve("err.txt").toFile())
                .start();
        try {
            assertTrue(process.waitFor(limitSeconds, TimeUnit.SECONDS), "still running after " + limitSeconds + " s");
        } finally {
            process.destroyForcibly();
        }
        return Files.readAllLines(out, UTF_8);
    }
}

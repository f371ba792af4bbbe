package dev.archon.simulator.npm;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.archon.simulator.ArchonSimulator;
import dev.archon.simulator.SimulatorTime;
import dev.archon.simulator.scenario.EventStyle;
import dev.archon.simulator.scenario.Traffic;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The published npm client, unchanged, on the simulator. Skipped where Node.js, npm or the package is not to be had; nothing
 * else needs them.
 */
@Tag("slow")
class NpmClientTest {

    private static final int TRY_SECONDS = 180;

    @ParameterizedTest
    @EnumSource(EventStyle.class)
    void everythingThatTheNpmClientOffersForSocketsAndPowerWorks(EventStyle style) throws Exception {
        Path script = NpmPackage.script("try.mjs");

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
                    NpmPackage.directory(),
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

    @Test
    void theCallsThatAPanelMakesBesideTheSocketWork() throws Exception {
        Path script = NpmPackage.script("calls.mjs");

        try (ArchonSimulator sim = ArchonSimulator.builder()
                .server("demo")
                .server("other")
                .traffic(Traffic.SILENT)
                .time(SimulatorTime.scaled(50))
                .tokenLifetime(Duration.ofDays(1))
                .tokenWarning(Duration.ofHours(2))
                .start()) {
            List<String> lines = run(
                    NpmPackage.directory(),
                    TRY_SECONDS,
                    "node",
                    script.toString(),
                    sim.baseUri().toString());

            lines.forEach(line -> System.out.println("npm client, calls: " + line));
            assertEquals(
                    List.of(),
                    lines.stream().filter(line -> !line.startsWith("ok ")).toList());
            assertEquals(9, lines.size());
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

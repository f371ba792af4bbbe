package dev.archon.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.archon.simulator.ArchonSimulator;
import dev.archon.simulator.scenario.Traffic;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Tag("slow")
class OutOfDescriptorsTest {

    private static final Path SHELL = Path.of("/bin/bash");

    @ParameterizedTest
    @EnumSource(names = {"NIO", "AUTO"})
    void aProcessWithoutFileDescriptorsIsToldSoKeepsWhatItHasAndGoesOnWhenThereAreSome(
            Transport transport, @TempDir Path folder) throws Exception {
        assumeTrue(Files.isExecutable(SHELL), "needs a shell that sets the limit");
        Path printed = folder.resolve("printed");
        try (ArchonSimulator simulator = ArchonSimulator.builder()
                .server("demo")
                .server("other")
                .traffic(Traffic.SILENT)
                .start()) {
            String java =
                    Path.of(System.getProperty("java.home"), "bin", "java").toString();
            Process program = new ProcessBuilder(
                            SHELL.toString(),
                            "-c",
                            "ulimit -n 200; exec \"$@\"",
                            "java",
                            java,
                            "-XX:TieredStopAtLevel=1",
                            "-XX:+UseSerialGC",
                            "-Xmx128m",
                            "-cp",
                            System.getProperty("java.class.path"),
                            OutOfDescriptors.class.getName(),
                            simulator.baseUri().toString(),
                            "http://127.0.0.1:" + portWhereNobodyListens(),
                            transport.name())
                    .redirectErrorStream(true)
                    .redirectOutput(printed.toFile())
                    .start();
            try {
                assertTrue(program.waitFor(60, TimeUnit.SECONDS), () -> read(printed));
                assertEquals(0, program.exitValue(), () -> read(printed));
            } finally {
                program.destroyForcibly();
            }
        }
        String told = read(printed);
        assertFalse(told.contains("A task raised an exception"), told);
        assertTrue(told.contains("told: "), told);
        assertTrue(told.contains("this process has no file descriptors left"), told);
        assertTrue(told.contains("raise its limit (ulimit -n)"), told);
        assertTrue(told.contains("connected when there were some again"), told);
    }

    private static int portWhereNobodyListens() throws Exception {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

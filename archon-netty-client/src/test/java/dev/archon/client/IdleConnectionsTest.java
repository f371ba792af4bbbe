package dev.archon.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.archon.simulator.ArchonSimulator;
import dev.archon.simulator.ArchonSimulatorBuilder;
import dev.archon.simulator.scenario.Traffic;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("slow")
class IdleConnectionsTest {

    /** A tenth more than was measured, since Netty's half of it differs by version. */
    private static final int MOST_BYTES = 7_000;

    /** The number of its objects, their bytes, and its name. */
    private static final Pattern OF_CLASS = Pattern.compile("\\s*\\d+:\\s+(\\d+)\\s+(\\d+)\\s+(\\S+)");

    @Test
    void anIdleConnectionTakesFewBytesOfTheHeap(@TempDir Path folder) throws Exception {
        Path printed = folder.resolve("printed");
        ArchonSimulatorBuilder builder = ArchonSimulator.builder().traffic(Traffic.SILENT);
        IntStream.range(0, IdleConnections.FIRST + IdleConnections.MORE).forEach(i -> builder.server("server-" + i));
        try (ArchonSimulator simulator = builder.start()) {
            // In a JVM of its own, where nothing else comes and goes.
            Process program = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-XX:TieredStopAtLevel=1",
                            "-XX:+UseSerialGC",
                            "-Xmx128m",
                            "-cp",
                            System.getProperty("java.class.path"),
                            IdleConnections.class.getName(),
                            simulator.baseUri().toString(),
                            // There is no other one on every system.
                            Transport.NIO.name())
                    .redirectErrorStream(true)
                    .redirectOutput(printed.toFile())
                    .start();
            try {
                assertTrue(program.waitFor(120, TimeUnit.SECONDS), () -> read(printed));
                assertEquals(0, program.exitValue(), () -> read(printed));
            } finally {
                program.destroyForcibly();
            }
        }
        List<Map<String, Count>> histograms = histograms(read(printed));
        assertEquals(2, histograms.size(), () -> read(printed));
        Map<String, Count> grown = histograms.get(1);
        grown.replaceAll((type, count) -> count.minus(histograms.get(0).getOrDefault(type, new Count(0, 0))));
        long bytes = grown.values().stream().mapToLong(Count::bytes).sum() / IdleConnections.MORE;
        assertTrue(bytes <= MOST_BYTES, () -> bytes + " bytes for each connection:\n" + largest(grown));
    }

    /** How many objects of a class there are, and their bytes. */
    private record Count(long objects, long bytes) {

        Count minus(Count before) {
            return new Count(objects - before.objects, bytes - before.bytes);
        }

        Count plus(Count other) {
            return new Count(objects + other.objects, bytes + other.bytes);
        }
    }

    private static List<Map<String, Count>> histograms(String printed) {
        List<Map<String, Count>> all = new ArrayList<>();
        for (String line : printed.lines().toList()) {
            Matcher ofClass = OF_CLASS.matcher(line);
            if (line.contains("#instances")) {
                all.add(new HashMap<>());
            } else if (ofClass.lookingAt()) {
                Count count = new Count(Long.parseLong(ofClass.group(1)), Long.parseLong(ofClass.group(2)));
                // There are several classes of a name where there are several class loaders.
                all.get(all.size() - 1).merge(ofClass.group(3), count, Count::plus);
            }
        }
        return all;
    }

    private static String largest(Map<String, Count> grown) {
        return grown.entrySet().stream()
                .sorted(Comparator.comparingLong(each -> -each.getValue().bytes()))
                .limit(100)
                .map(each -> "%7.1f B %6.2f x %s"
                        .formatted(
                                (double) each.getValue().bytes() / IdleConnections.MORE,
                                (double) each.getValue().objects() / IdleConnections.MORE,
                                each.getKey()))
                .collect(Collectors.joining("\n"));
    }

    private static String read(Path file) {
        try {
            return Files.readString(file, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package dev.archon.benchmarks.race;

import dev.archon.benchmarks.workload.Mode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;

/** Where, when and how figures came about. */
final class Circumstances {

    private Circumstances() {}

    /** In a line. */
    static String machine() {
        return cpu() + ", " + Runtime.getRuntime().availableProcessors() + " cores, " + System.getProperty("os.name")
                + " " + System.getProperty("os.version") + congestionControl() + ", JDK " + Runtime.version();
    }

    /**
     * For a report.
     *
     * @param command what was typed behind the name of the race
     * @param rounds how often each contender ran
     * @param warmUpMillis for how long it warmed up
     * @param windowMillis for how long it was measured
     */
    static List<String> all(String command, int rounds, int warmUpMillis, int windowMillis) {
        return List.of(
                machine(),
                LocalDate.now(ZoneOffset.UTC)
                        + ", `java -cp benchmarks/target/benchmarks.jar dev.archon.benchmarks.Race"
                        + (command.isEmpty() ? "" : " " + command) + "`",
                "Each client is a process of its own, started anew for each round with "
                        + String.join(" ", Launcher.JVM_FLAGS) + "; the sender is another one with "
                        + String.join(" ", Launcher.SENDER_FLAGS) + ", all over loopback.",
                "Medians of interleaved rounds (least – most), " + rounds + " with typical lines, each " + windowMillis
                        + " ms (latency "
                        + Mode.LATENCY.windowMillis(windowMillis) + " ms) after " + warmUpMillis
                        + " ms of warming up. CPU is that of the whole process, JIT and GC with it.",
                "Every client counts the events and sums up the lengths of their texts; both are what the sender has sent.");
    }

    private static String cpu() {
        return lines("/proc/cpuinfo").stream()
                .filter(line -> line.startsWith("model name"))
                .map(line -> line.substring(line.indexOf(':') + 1).strip())
                .findFirst()
                .orElse(System.getProperty("os.arch"));
    }

    /** It may matter over loopback too, where one that paces could make the fastest readers wait. */
    private static String congestionControl() {
        return lines("/proc/sys/net/ipv4/tcp_congestion_control").stream()
                .findFirst()
                .map(name -> ", TCP with " + name)
                .orElse("");
    }

    private static List<String> lines(String file) {
        try {
            return Files.readAllLines(Path.of(file));
        } catch (IOException e) {
            // Not on every system.
            return List.of();
        }
    }
}

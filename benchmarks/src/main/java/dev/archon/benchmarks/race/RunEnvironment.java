package dev.archon.benchmarks.race;

import dev.archon.benchmarks.workload.SendMode;
import io.netty.handler.ssl.OpenSsl;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Describes where, when and how figures were measured. */
public final class RunEnvironment {

    private RunEnvironment() {}

    /**
     * The machine, the system and the JVM, in a line.
     *
     * @return the line
     */
    public static String machine() {
        return cpu() + ", " + Runtime.getRuntime().availableProcessors() + " cores, " + System.getProperty("os.name")
                + " " + System.getProperty("os.version") + congestionControl() + ", JDK " + Runtime.version();
    }

    /** A duration as minutes and seconds, such as 14:05. */
    static String minutes(Duration duration) {
        return duration.toMinutes() + ":" + "%02d".formatted(duration.toSecondsPart());
    }

    /** The line under the title of a chart. */
    static String summary(RaceConfig config, int rounds) {
        return machine() + "; medians of " + rounds + " rounds after " + config.warmUpMillis() + " ms of warm-up";
    }

    /** The line above the figures of a page. */
    static String figures(Results results) {
        int rounds = results.comparisons().stream()
                .filter(comparison -> comparison.mode() == SendMode.FLOOD)
                .mapToInt(results::rounds)
                .max()
                .orElse(1);
        return machine() + ", " + LocalDate.now(ZoneOffset.UTC) + ", medians of up to " + rounds
                + " interleaved rounds.";
    }

    /**
     * The head of a report, a line each.
     *
     * @param took how long all runs took
     */
    static List<String> describe(RaceConfig config, Results results, Duration took) {
        String rounds = results.comparisons().stream()
                .map(comparison -> comparison.id() + " " + results.rounds(comparison))
                .collect(Collectors.joining(", "));
        List<String> lines = new ArrayList<>(List.of(
                "Warm-up " + config.warmUpMillis() + " ms (with TLS "
                        + Comparison.LOG_TLS.warmUpMillis(config.warmUpMillis()) + " ms; latency and swarm "
                        + Comparison.LATENCY.warmUpMillis(config.warmUpMillis()) + " ms by a flood, then "
                        + SendMode.LATENCY.warmUpMillis(config.warmUpMillis()) + " and "
                        + SendMode.SWARM.warmUpMillis(config.warmUpMillis()) + " ms of their own), measured for "
                        + config.windowMillis() + " ms (latency "
                        + SendMode.LATENCY.windowMillis(config.windowMillis()) + " ms), medians (least – most) of"
                        + " interleaved rounds: " + rounds
                        + ". A peer that is behind the best one by " + Results.FAR_PERCENT
                        + " % in every respect runs no further round. All runs took "
                        + minutes(took) + " minutes.",
                machine(),
                LocalDate.now(ZoneOffset.UTC)
                        + ", `java -cp benchmarks/target/benchmarks.jar dev.archon.benchmarks.Race"
                        + (config.command().isEmpty() ? "" : " " + config.command()) + "`",
                "Each client is a process of its own, started anew for each round with "
                        + String.join(" ", ProcessLauncher.JVM_FLAGS) + "; the sender is another one with "
                        + String.join(" ", ProcessLauncher.SENDER_FLAGS) + ", all over loopback.",
                "CPU is that of the whole process with JIT and GC. What is spent in the kernel (reading sockets, waking"
                        + " threads) no client can save by decoding faster.",
                "An event is a message on the wire in every table, also for a client that makes several lines of one."
                        + " Every client counts what it receives and sums up the lengths of the texts; both must be"
                        + " what the sender has sent.",
                "Where lines of the console are made, other clients split messages and format entries by hand, and do"
                        + " not find the level of a line; Archon does."));
        if (results.comparisons().stream().anyMatch(Comparison::isEncrypted)) {
            lines.add("Every client decrypts by the JDK's TLS unless its name says OpenSSL; the sender encrypts by "
                    + (OpenSsl.isAvailable() ? "OpenSSL" : "the JDK") + ".");
        }
        return lines;
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
            // Other systems than Linux do not have the file.
            return List.of();
        }
    }
}

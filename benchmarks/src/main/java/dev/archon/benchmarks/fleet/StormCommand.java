package dev.archon.benchmarks.fleet;

import dev.archon.benchmarks.option.Count;
import dev.archon.protocol.backoff.BackoffPolicy;
import dev.archon.protocol.backoff.Jitter;
import dev.archon.protocol.session.SessionPolicy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Drops all connections at once, while the token calls are limited, and watches them come back. */
@Command(
        name = "storm",
        mixinStandardHelpOptions = true,
        usageHelpAutoWidth = true,
        description =
                "Drops all connections at once, once for each kind of jitter, while the token endpoint answers 429"
                        + " above a rate, and renews the tokens of 100 servers that stay connected.")
public final class StormCommand implements Callable<Integer> {

    private static final Duration LONG = Duration.ofHours(1);
    private static final int STAYING = 100;
    private static final int RENEW_SECONDS = 5;
    private static final Duration MOST_RENEWAL = Duration.ofSeconds(15);

    @Option(
            names = "--servers",
            paramLabel = "N",
            converter = Count.class,
            description = "How many servers; ${DEFAULT-VALUE} by default.")
    private int count = 10_000;

    @Option(
            names = "--client-limit",
            paramLabel = "N",
            converter = Count.class,
            description = "How many token calls a second the client allows itself; ${DEFAULT-VALUE} by default.")
    private int clientLimit = 200;

    @Option(
            names = "--server-limit",
            paramLabel = "N",
            converter = Count.class,
            description =
                    "How many token calls a second the server answers before it says 429; ${DEFAULT-VALUE} by default.")
    private int serverLimit = 150;

    @Option(
            names = "--jitter",
            split = ",",
            paramLabel = "KIND",
            description = "The kinds of jitter: ${COMPLETION-CANDIDATES}. All by default. The chart shows those of"
                    + " earlier runs in the same folder too.")
    private List<Jitter> jitters = List.of(Jitter.values());

    @Mixin
    private final FleetOptions options = new FleetOptions();

    /** Made by picocli. */
    public StormCommand() {}

    @Override
    public Integer call() throws Exception {
        FleetReport report = new FleetReport(
                "storm",
                count + " connections dropped at once",
                "storm --servers " + count + " --client-limit " + clientLimit + " --server-limit " + serverLimit,
                System.out);
        for (Jitter jitter : jitters) {
            Files.createDirectories(options.out);
            Files.writeString(returnsOf(jitter), text(storm(jitter, report)));
        }
        Map<String, List<Double>> returns = new LinkedHashMap<>();
        for (Jitter jitter : Jitter.values()) {
            if (Files.exists(returnsOf(jitter))) {
                returns.put(
                        jitter.name().toLowerCase(Locale.ROOT),
                        Files.readAllLines(returnsOf(jitter)).stream()
                                .map(Double::valueOf)
                                .toList());
            }
        }
        report.picture(
                options.out,
                "storm.svg",
                ReturnChart.of(
                        returns,
                        count,
                        count + " servers, the client makes " + clientLimit
                                + " token calls a second at most, the server" + " answers " + serverLimit),
                "Servers that are back, over time, for each kind of jitter");
        report.write(options.out);
        return report.isGood() ? 0 : 1;
    }

    /** The seconds at which servers were back, a line each, so that a later run with other kinds adds to the chart. */
    private Path returnsOf(Jitter jitter) {
        return options.out.resolve("storm-" + jitter.name().toLowerCase(Locale.ROOT) + ".txt");
    }

    private static String text(List<Double> seconds) {
        return seconds.stream().map(second -> second + "\n").collect(Collectors.joining());
    }

    private List<Double> storm(Jitter jitter, FleetReport report) throws Exception {
        BackoffPolicy backoff =
                BackoffPolicy.exponential().jitter(jitter).maxAttempts(30).build();
        int staying = Math.min(STAYING, count / 2);
        int dropped = count - staying;
        // Each of them needs an answer, and the backoff may have all of them wait for its cap a few times.
        Duration limit = Duration.ofSeconds(60 + 4L * count / Math.min(clientLimit, serverLimit));
        try (SimulatorChild simulator = SimulatorChild.start(count, LONG, 0, serverLimit);
                FleetServers servers = new FleetServers(
                        simulator,
                        count,
                        builder -> builder.tokenCallLimit(clientLimit, clientLimit)
                                .session(
                                        SessionPolicy.builder().backoff(backoff).build()))) {
            report.progress("%s: connecting", jitter);
            servers.connect(limit);
            simulator.calls();
            long connectionsBefore = servers.client().metrics().connections();
            long start = System.nanoTime();
            simulator.drop(staying, dropped);
            report.progress(
                    "%s: %d dropped within %d ms, %d connected",
                    jitter,
                    dropped,
                    TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start),
                    servers.client().metrics().serversConnected());
            long nextRenewal = 0;
            while (servers.client().metrics().serversConnected() < count
                    || servers.client().metrics().connections() < connectionsBefore + dropped) {
                long seconds = (System.nanoTime() - start) / 1_000_000_000L;
                if (seconds > limit.toSeconds()) {
                    break;
                }
                if (seconds >= nextRenewal) {
                    simulator.expire(0, staying);
                    nextRenewal = seconds + RENEW_SECONDS;
                    report.progress(
                            "%s: %d connected",
                            jitter, servers.client().metrics().serversConnected());
                }
                TimeUnit.MILLISECONDS.sleep(50);
            }
            double taken = (System.nanoTime() - start) / 1e9;
            long back = servers.client().metrics().serversConnected();
            TimeUnit.SECONDS.sleep(RENEW_SECONDS);
            CallCounts.Counts calls = simulator.calls();
            report.figure(jitter + ": all back after", "%.1f s (%d of %d)", taken, back, count);
            report.figure(
                    jitter + ": token calls",
                    "%d, of them %d answered with 429, at most %d in a second",
                    calls.tokenCalls(),
                    calls.refused(),
                    calls.busiestSecond());
            report.figure(
                    jitter + ": renewals of " + staying + " servers that stayed",
                    "%d, the slowest after %d ms, %d not yet",
                    calls.renewals(),
                    calls.slowestRenewalMillis(),
                    calls.unansweredWarnings());
            report.require(back == count, jitter + ": everything is back within " + limit.toSeconds() + " s");
            report.require(calls.unansweredWarnings() == 0, jitter + ": every warning answered with a new token");
            report.require(servers.failures() == 0, jitter + ": no server given up");
            report.require(
                    calls.busiestSecond() <= 2L * clientLimit,
                    jitter + ": calls within the client's limit and its burst");
            report.aim(
                    calls.slowestRenewalMillis() <= MOST_RENEWAL.toMillis(),
                    jitter + ": renewals within " + MOST_RENEWAL.toSeconds() + " s");
            return calls.secondsOfReturns();
        }
    }
}

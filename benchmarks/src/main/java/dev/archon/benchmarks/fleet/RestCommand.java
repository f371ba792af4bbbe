package dev.archon.benchmarks.fleet;

import dev.archon.benchmarks.option.Count;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Connects many servers, lets them rest, and prints a burst on some of them. */
@Command(
        name = "rest",
        mixinStandardHelpOptions = true,
        usageHelpAutoWidth = true,
        description =
                "Connects all servers at a given rate; memory, threads and CPU at rest; a burst on 100 of them while"
                        + " the others receive a line now and then.")
public final class RestCommand implements Callable<Integer> {

    private static final int BURSTING = 100;

    /** Between connecting and the measurement at rest, but not more than that lasts. */
    private static final int SETTLING_SECONDS = 3;

    /** Between the first pulse and the measurement of latency, but not more than that lasts. */
    private static final int PULSE_WARM_UP_SECONDS = 5;

    private static final Duration LONG = Duration.ofHours(1);
    private static final double MEDIAN = 0.5;
    private static final double HIGH = 0.99;

    /** What the issue of a fleet asks for: the others' latency stays within twice its idle figure. */
    private static final double MOST_SLOWER = 2;

    @Option(
            names = "--servers",
            paramLabel = "N",
            converter = Count.OfTwoParts.class,
            description = "How many servers; ${DEFAULT-VALUE} by default.")
    private int count = 10_000;

    @Option(
            names = "--rate",
            paramLabel = "N",
            converter = Count.class,
            description = "How many token calls a second, which is how fast they connect; ${DEFAULT-VALUE} by default.")
    private int rate = 250;

    @Option(
            names = "--seconds",
            paramLabel = "S",
            converter = Count.class,
            description = "How long rest and each measurement last; ${DEFAULT-VALUE} by default.")
    private int seconds = 20;

    @Option(
            names = "--pulse",
            paramLabel = "N",
            converter = Count.class,
            description =
                    "Lines a second of all servers together while latency is measured; ${DEFAULT-VALUE} by default.")
    private int pulse = 1_000;

    @Option(
            names = "--burst",
            paramLabel = "N",
            converter = Count.class,
            description = "Lines that each of 100 servers prints at once; ${DEFAULT-VALUE} by default.")
    private int burst = 2_000;

    @Option(
            names = "--burst-rate",
            paramLabel = "N",
            converter = Count.class,
            description =
                    "Lines a second of the 100 servers together in the first burst; the second one is as fast as the"
                            + " simulator prints, which takes the whole machine. ${DEFAULT-VALUE} by default.")
    private int burstRate = 20_000;

    @Mixin
    private final FleetOptions options = new FleetOptions();

    /** Made by picocli. */
    public RestCommand() {}

    @Override
    public Integer call() throws Exception {
        FleetReport report = new FleetReport(
                "rest",
                count + " servers at rest, and a burst on some",
                "rest --servers " + count + " --rate " + rate + " --seconds " + seconds + " --pulse " + pulse
                        + " --burst " + burst + " --burst-rate " + burstRate,
                System.out);
        int bursting = Math.min(BURSTING, count / 2);
        report.progress("the simulator starts with %d servers", count);
        try (SimulatorChild simulator = SimulatorChild.start(count, LONG, 0, 0);
                FleetServers servers =
                        new FleetServers(simulator, count, builder -> builder.tokenCallLimit(rate, rate))) {
            Usage before = Usage.afterCollection();
            long start = System.nanoTime();
            servers.connect(Duration.ofSeconds(60 + 3L * count / rate));
            double taken = (System.nanoTime() - start) / 1e9;
            report.figure("servers connected over TLS", "%d in %.1f s, %.0f a second", count, taken, count / taken);
            TimeUnit.SECONDS.sleep(Math.min(SETTLING_SECONDS, seconds));
            Usage connected = Usage.afterCollection();
            report.figure(
                    "heap for each connection",
                    "%s",
                    FleetReport.bytes((connected.heapBytes() - before.heapBytes()) / count));
            report.figure("heap of the client", "%s", FleetReport.bytes(connected.heapBytes()));
            report.figure("memory of the process", "%s", FleetReport.bytes(connected.residentBytes()));
            report.figure("threads", "%d", connected.threads());
            TimeUnit.SECONDS.sleep(seconds);
            report.figure("cores busy at rest", "%.4f", Usage.afterCollection().coresSince(connected));

            simulator.pulse(bursting, count - bursting, pulse);
            TimeUnit.SECONDS.sleep(Math.min(PULSE_WARM_UP_SECONDS, seconds));
            simulator.collect();
            LatencyHistogram latencies = servers.latencies(bursting);
            TimeUnit.SECONDS.sleep(seconds);
            List<Long> idle = List.of(latencies.quantile(MEDIAN), latencies.quantile(HIGH));
            report.figure(
                    "latency of a line, idle",
                    "p50 %s, p99 %s",
                    FleetReport.millis(idle.get(0)),
                    FleetReport.millis(idle.get(1)));

            List<Long> busy = burst(simulator, servers, bursting, burstRate, report);
            report.aim(
                    busy.get(0) <= MOST_SLOWER * idle.get(0),
                    "the others' median stays within twice its idle figure at " + burstRate + " lines a second");
            report.aim(
                    busy.get(1) <= MOST_SLOWER * idle.get(1),
                    "the others' p99 stays within twice its idle figure at " + burstRate + " lines a second");
            burst(simulator, servers, bursting, 0, report);

            simulator.pulse(0, count, 0);
            TimeUnit.SECONDS.sleep(1);
            long all = simulator.printed();
            FleetServers.await(
                    "the last line", Duration.ofMinutes(1), () -> servers.sum().last() >= all);
            LineAccount.Sum sum = servers.sum();
            report.figure("lines printed", "%d", all);
            report.figure("lines delivered, once and in order", "%d", sum.delivered());
            report.require(sum.faults().isEmpty(), "no line twice or missing: " + sum.faults());
            report.require(sum.delivered() == all, "every line delivered");
            report.require(servers.failures() == 0, "no connection given up");
        }
        report.write(options.out);
        return report.isGood() ? 0 : 1;
    }

    /** Has some servers print a burst, and returns the median and the p99 of the others' latency meanwhile. */
    private List<Long> burst(
            SimulatorChild simulator, FleetServers servers, int bursting, int linesPerSecond, FleetReport report)
            throws Exception {
        String name = linesPerSecond == 0 ? "at once" : "at a rate";
        simulator.collect();
        long printedBefore = simulator.printed();
        LatencyHistogram latencies = servers.latencies(bursting);
        long start = System.nanoTime();
        simulator.burst(0, bursting, burst, linesPerSecond);
        long printed = simulator.printed();
        FleetServers.await(
                "the burst", Duration.ofMinutes(2), () -> servers.sum().last() >= printed);
        double taken = (System.nanoTime() - start) / 1e9;
        List<Long> busy = List.of(latencies.quantile(MEDIAN), latencies.quantile(HIGH));
        report.figure(
                "burst " + name + " on " + bursting + " servers",
                "%d lines in %.2f s, %.0f a second, the others' among them",
                printed - printedBefore,
                taken,
                (printed - printedBefore) / taken);
        report.figure(
                "latency of the others meanwhile",
                "p50 %s, p99 %s",
                FleetReport.millis(busy.get(0)),
                FleetReport.millis(busy.get(1)));
        return busy;
    }
}

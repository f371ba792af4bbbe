package dev.archon.benchmarks.fleet;

import dev.archon.benchmarks.option.Count;
import dev.archon.benchmarks.option.Span;
import dev.archon.protocol.backoff.BackoffPolicy;
import dev.archon.protocol.session.SessionPolicy;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** A long run with renewals and random drops, in which memory must stay flat and no line get lost. */
@Command(
        name = "soak",
        mixinStandardHelpOptions = true,
        usageHelpAutoWidth = true,
        description =
                "Runs for long at a steady rate, with a renewal every 10 s on every server and random drops; prints"
                        + " how memory grows and what became of every line.")
public final class SoakCommand implements Callable<Integer> {

    private static final Duration TOKEN = Duration.ofSeconds(20);
    private static final int HISTORY = 2_000;
    private static final int SAMPLE_SECONDS = 10;
    private static final double MINUTES_TO_HOUR = 60;
    private static final double SECONDS_TO_HOUR = 3_600;

    /** The JIT and Netty's pools grow in the beginning. */
    private static final double WARM_UP_SHARE = 0.25;

    private static final double LONG_ENOUGH_FOR_A_SLOPE = 10;

    private static final double MOST_HEAP_SLOPE = 16 << 20;
    private static final double MOST_RESIDENT_SLOPE = 128 << 20;

    @Option(
            names = "--servers",
            paramLabel = "N",
            converter = Count.class,
            description = "How many servers; ${DEFAULT-VALUE} by default.")
    private int count = 200;

    @Option(
            names = "--lines",
            paramLabel = "N",
            converter = Count.class,
            description = "Lines a second of all servers together; ${DEFAULT-VALUE} by default.")
    private int lines = 20_000;

    @Option(
            names = "--minutes",
            paramLabel = "M",
            converter = Span.class,
            description = "How long it runs; ${DEFAULT-VALUE} by default.")
    private double minutes = 30;

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "What decides which servers are dropped and when; ${DEFAULT-VALUE} by default.")
    private long seed = 1;

    @Mixin
    private final FleetOptions options = new FleetOptions();

    /** Made by picocli. */
    public SoakCommand() {}

    @Override
    public Integer call() throws Exception {
        FleetReport report = new FleetReport(
                "soak",
                "A soak of " + minutes + " minutes",
                "soak --servers " + count + " --lines " + lines + " --minutes " + minutes + " --seed " + seed,
                System.out);
        Random random = new Random(seed);
        Trend heap = new Trend();
        Trend resident = new Trend();
        try (SimulatorChild simulator = SimulatorChild.start(count, TOKEN, HISTORY, 0);
                FleetServers servers = new FleetServers(
                        simulator,
                        count,
                        builder -> builder.tokenCallLimit(200, 200)
                                .consoleContinuity(2 * HISTORY)
                                .session(SessionPolicy.builder()
                                        .refreshLead(Duration.ofSeconds(2))
                                        .backoff(BackoffPolicy.exponential()
                                                .base(Duration.ofMillis(200))
                                                .cap(Duration.ofSeconds(5))
                                                .unlimitedAttempts()
                                                .build())
                                        .build()))) {
            servers.connect(Duration.ofMinutes(2));
            Usage first = Usage.afterCollection();
            simulator.pulse(0, count, lines);
            long start = System.nanoTime();
            double nextSample = SAMPLE_SECONDS;
            int drops = 0;
            double end = minutes * MINUTES_TO_HOUR;
            for (double now = 0; now < end; now = (System.nanoTime() - start) / 1e9) {
                TimeUnit.MILLISECONDS.sleep(200 + random.nextInt(800));
                simulator.drop(random.nextInt(count), 1);
                drops++;
                if (now >= nextSample) {
                    nextSample += SAMPLE_SECONDS;
                    Usage usage = Usage.afterCollection();
                    heap.add(now, (double) usage.heapBytes());
                    resident.add(now, (double) usage.residentBytes());
                    LineAccount.Sum sum = servers.sum();
                    report.progress(
                            "%d lines delivered, %d in gaps, %d renewals, %d reconnects, heap %s, process %s, %d threads, %d files, %d faults",
                            sum.delivered(),
                            sum.inGaps(),
                            servers.client().metrics().refreshes(),
                            servers.client().metrics().connections() - count,
                            FleetReport.bytes(usage.heapBytes()),
                            FleetReport.bytes(usage.residentBytes()),
                            usage.threads(),
                            usage.files(),
                            sum.faults().size());
                }
            }
            simulator.pulse(0, count, 0);
            TimeUnit.SECONDS.sleep(2);
            long printed = simulator.printed();
            FleetServers.await(
                    "the last line", Duration.ofMinutes(2), () -> servers.sum().last() >= printed);
            Usage last = Usage.afterCollection();
            LineAccount.Sum sum = servers.sum();
            report.figure("lines printed", "%d, %.0f a second", printed, printed / end);
            report.figure("delivered, once and in order", "%d", sum.delivered());
            report.figure("in marked gaps", "%d", sum.inGaps());
            report.figure("reported dropped", "%d", sum.dropped());
            report.figure("before the first line that came", "%d", sum.before());
            report.figure("drops of a connection", "%d", drops);
            report.figure("renewals", "%d", servers.client().metrics().refreshes());
            report.figure("cores busy", "%.3f", last.coresSince(first));
            double from = WARM_UP_SHARE * end;
            double heapSlope = heap.slope(from) * SECONDS_TO_HOUR;
            double residentSlope = resident.slope(from) * SECONDS_TO_HOUR;
            report.figure("heap after collection, last", "%s", FleetReport.bytes(last.heapBytes()));
            report.figure("its growth an hour", "%.2f MiB", heapSlope / (1 << 20));
            report.figure("memory of the process, last", "%s", FleetReport.bytes(last.residentBytes()));
            report.figure("its growth an hour, behind the first quarter", "%.2f MiB", residentSlope / (1 << 20));
            report.figure("threads, first and last", "%d, %d", first.threads(), last.threads());
            report.figure("files, first and last", "%d, %d", first.files(), last.files());
            report.require(sum.faults().isEmpty(), "no line twice or missing: " + sum.faults());
            report.require(
                    sum.delivered() + sum.inGaps() + sum.dropped() + sum.before() == printed,
                    "every line accounted for");
            report.require(servers.failures() == 0, "no connection given up");
            if (minutes < LONG_ENOUGH_FOR_A_SLOPE) {
                report.progress("%.0f minutes are too short to say that memory is flat", minutes);
            } else {
                report.aim(heapSlope < MOST_HEAP_SLOPE, "flat heap");
                report.aim(residentSlope < MOST_RESIDENT_SLOPE, "flat memory of the process");
            }
        }
        report.write(options.out);
        return report.isGood() ? 0 : 1;
    }
}

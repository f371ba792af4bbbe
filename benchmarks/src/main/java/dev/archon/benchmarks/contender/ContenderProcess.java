package dev.archon.benchmarks.contender;

import dev.archon.benchmarks.workload.Checksum;
import dev.archon.benchmarks.workload.CountingUnit;
import dev.archon.benchmarks.workload.Quantiles;
import dev.archon.benchmarks.workload.RunRequest;
import dev.archon.benchmarks.workload.SendMode;
import java.io.IOException;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;

/**
 * The process of one contender in one round: connects, warms up, measures, waits for the end of the connection, and prints
 * one line of figures.
 */
public final class ContenderProcess {

    private static final long START_LIMIT_NANOS = TimeUnit.SECONDS.toNanos(60);
    private static final int END_LIMIT_SECONDS = 30;
    /** So many at a time, as a backend would after its own start. */
    private static final int CONNECTING = 100;

    private static final int CONNECTING_MILLIS = 50;

    /** How long before the end idle connections are looked at. */
    private static final int RESTING_MILLIS = 1_200;

    /** The place of the optional argument. */
    private static final int PROFILE = 6;

    private final ContenderClient client;
    private final Endpoint endpoint;
    private final List<EventCounter> counters = new ArrayList<>();
    private final List<CompletableFuture<Void>> ended = new ArrayList<>();
    private final Latencies latencies;
    private final Profiler profiler;

    private ContenderProcess(ContenderClient client, Endpoint endpoint, Profiler profiler) {
        this.client = client;
        this.endpoint = endpoint;
        this.profiler = profiler;
        // 50,000 a second, and some more in case it is late.
        this.latencies = new Latencies(
                endpoint.request().mode() == SendMode.LATENCY
                        ? 60 * endpoint.request().millis()
                        : 0);
    }

    /**
     * Runs one contender.
     *
     * @param args its id, the base address of the REST calls, the request, the milliseconds for warming up and
     *     measuring, the certificate to trust as DER in Base64, and optionally the file for a profile of what is measured
     */
    public static void main(String[] args) throws Exception {
        RunRequest request = RunRequest.of(args[2]);
        int warmUp = Integer.parseInt(args[3]);
        int window = Integer.parseInt(args[4]);
        try (ContenderClient client = Contender.of(args[0]).create()) {
            System.out.println(new ContenderProcess(
                            client,
                            new Endpoint(URI.create(args[1]), Trust.of(args[5]), request),
                            args.length > PROFILE ? Profiler.into(Path.of(args[PROFILE])) : Profiler.none())
                    .run(warmUp, window));
        }
        // Some peers leave threads behind that would keep the process for a while.
        System.exit(0);
    }

    private String run(int warmUp, int window) throws Exception {
        SendMode mode = endpoint.request().mode();
        if (mode.floodsBefore()) {
            client.connect(endpoint.with(endpoint.request().floodBefore(warmUp)), new EventCounter())
                    .get(END_LIMIT_SECONDS, TimeUnit.SECONDS);
        }
        connectAll();
        String found =
                mode == SendMode.IDLE ? rest() : measure(endpoint.request().warmUpMillis(), window);
        for (CompletableFuture<Void> end : ended) {
            try {
                end.get(END_LIMIT_SECONDS, TimeUnit.SECONDS);
            } catch (TimeoutException e) {
                throw new IllegalStateException("the connection had not ended " + END_LIMIT_SECONDS + " s later", e);
            }
        }
        return "found " + found + total() + latency();
    }

    private void connectAll() throws Exception {
        for (int i = 0; i < endpoint.request().connections(); i++) {
            EventCounter counter =
                    endpoint.request().mode() == SendMode.LATENCY ? new EventCounter(latencies) : new EventCounter();
            counters.add(counter);
            ended.add(client.connect(endpoint.with(endpoint.request().connection(i)), counter));
            if (i % CONNECTING == CONNECTING - 1) {
                // The sender takes them one after the other, and its backlog has an end.
                Thread.sleep(CONNECTING_MILLIS);
            }
        }
        long limit = System.nanoTime() + START_LIMIT_NANOS;
        for (int i = 0; i < counters.size(); i++) {
            while (counters.get(i).events() == 0) {
                if (ended.get(i).isCompletedExceptionally()) {
                    ended.get(i).get();
                }
                if (System.nanoTime() - limit > 0) {
                    throw new IllegalStateException("connection " + i + " got nothing in 60 s");
                }
                Thread.sleep(1);
            }
        }
    }

    private String measure(int warmUp, int window) throws InterruptedException, IOException {
        // What it loads and compiles for the first time belongs to the warm-up.
        ProcessSample.take(counters);
        Thread.sleep(warmUp);
        profiler.start();
        latencies.from(System.nanoTime());
        ProcessSample before = ProcessSample.take(counters);
        Thread.sleep(window);
        ProcessSample after = ProcessSample.take(counters);
        profiler.stop();
        return "events=%d nanos=%d cpu=%d allocated=%d"
                        .formatted(
                                after.events() - before.events(),
                                after.nanos() - before.nanos(),
                                after.cpuNanos() - before.cpuNanos(),
                                after.allocated() - before.allocated())
                + (after.kernelNanos() < 0 ? "" : " kernel=" + (after.kernelNanos() - before.kernelNanos()));
    }

    /** Measures the memory and the threads of idle connections. */
    private String rest() throws InterruptedException {
        // Threads that were needed to connect are given the time to end, which handler threads do after ten idle
        // seconds.
        Thread.sleep(Math.max(0, endpoint.request().millis() - RESTING_MILLIS));
        for (int i = 0; i < 3; i++) {
            System.gc();
            Thread.sleep(100);
        }
        long direct = 0;
        for (BufferPoolMXBean pool : ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class)) {
            direct += pool.getMemoryUsed();
        }
        return "heap=%d direct=%d threads=%d"
                .formatted(
                        ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed(),
                        direct,
                        ProcessSample.threads());
    }

    private String total() {
        long events = 0;
        long checksum = 0;
        for (EventCounter counter : counters) {
            Checksum sum = counter.sum();
            events += sum.events();
            checksum += sum.checksum();
        }
        CountingUnit unit = client.unit(endpoint.request());
        return " total=%d checksum=%d unit=%s".formatted(events, checksum, unit == null ? "none" : unit.name());
    }

    private String latency() {
        long[] sorted = latencies.sorted();
        if (sorted.length == 0) {
            return "";
        }
        String distribution = Quantiles.all().stream()
                .map(quantile -> String.valueOf(Quantiles.of(sorted, quantile)))
                .collect(Collectors.joining(","));
        return " p50=%d p99=%d p999=%d max=%d distribution=%s"
                .formatted(
                        Quantiles.of(sorted, 0.5),
                        Quantiles.of(sorted, 0.99),
                        Quantiles.of(sorted, 0.999),
                        sorted[sorted.length - 1],
                        distribution);
    }
}

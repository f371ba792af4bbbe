package dev.archon.benchmarks.contender;

import dev.archon.benchmarks.workload.Mode;
import dev.archon.benchmarks.workload.Order;
import dev.archon.benchmarks.workload.Sum;
import dev.archon.benchmarks.workload.Unit;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The process of one contender in one round: connects, warms up, measures, checks that it was told to the end, and prints
 * one line of what it found.
 */
public final class ContenderProcess {

    private static final long START_LIMIT_NANOS = TimeUnit.SECONDS.toNanos(60);
    private static final int END_LIMIT_SECONDS = 30;
    /** So many at a time, as a backend would after its own start. */
    private static final int CONNECTING = 100;

    private static final int CONNECTING_MILLIS = 50;

    private final Contender contender;
    private final Target target;
    private final List<Tally> tallies = new ArrayList<>();
    private final List<CompletableFuture<Void>> ended = new ArrayList<>();
    private final Latencies latencies;

    private ContenderProcess(Contender contender, Target target) {
        this.contender = contender;
        this.target = target;
        // 50,000 a second, and some more in case it is late.
        this.latencies = new Latencies(
                target.order().mode() == Mode.LATENCY ? 60 * target.order().millis() : 0);
    }

    /**
     * Runs one contender.
     *
     * @param args its id, the base address of the REST calls, the order, and the milliseconds for warming up and measuring
     */
    public static void main(String[] args) throws Exception {
        Order order = Order.of(args[2]);
        int warmUp = Integer.parseInt(args[3]);
        int window = Integer.parseInt(args[4]);
        try (Contender contender = Entrant.of(args[0]).create()) {
            System.out.println(
                    new ContenderProcess(contender, new Target(URI.create(args[1]), order)).run(warmUp, window));
        }
        // Some peers leave threads behind that would keep the process for a while.
        System.exit(0);
    }

    private String run(int warmUp, int window) throws Exception {
        Mode mode = target.order().mode();
        if (mode.floodsBefore()) {
            contender
                    .connect(new Target(target.base(), target.order().floodBefore(warmUp)), new Tally())
                    .get(END_LIMIT_SECONDS, TimeUnit.SECONDS);
        }
        connectAll();
        String found = mode == Mode.IDLE ? rest() : measure(warmUp, window);
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
        for (int i = 0; i < target.order().connections(); i++) {
            Tally tally = target.order().mode() == Mode.LATENCY ? new Tally(latencies) : new Tally();
            tallies.add(tally);
            ended.add(contender.connect(new Target(target.base(), target.order().connection(i)), tally));
            if (i % CONNECTING == CONNECTING - 1) {
                // The sender takes them one after the other, and its backlog has an end.
                Thread.sleep(CONNECTING_MILLIS);
            }
        }
        long limit = System.nanoTime() + START_LIMIT_NANOS;
        for (int i = 0; i < tallies.size(); i++) {
            while (tallies.get(i).events() == 0) {
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

    private String measure(int warmUp, int window) throws InterruptedException {
        Thread.sleep(warmUp);
        latencies.from(System.nanoTime());
        Sample before = Sample.take(tallies);
        Thread.sleep(window);
        Sample after = Sample.take(tallies);
        return "events=%d nanos=%d cpu=%d allocated=%d"
                .formatted(
                        after.events() - before.events(),
                        after.nanos() - before.nanos(),
                        after.cpuNanos() - before.cpuNanos(),
                        after.allocated() - before.allocated());
    }

    /** What connections cost that do nothing. */
    private String rest() throws InterruptedException {
        // Threads that were needed to connect are given the time to end.
        Thread.sleep(Math.max(0, target.order().millis() - 2_000));
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
                        ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed(), direct, Sample.threads());
    }

    private String total() {
        long events = 0;
        long checksum = 0;
        for (Tally tally : tallies) {
            Sum sum = tally.sum();
            events += sum.events();
            checksum += sum.checksum();
        }
        Unit unit = contender.unit();
        return " total=%d checksum=%d unit=%s".formatted(events, checksum, unit == null ? "none" : unit.name());
    }

    private String latency() {
        long[] sorted = latencies.sorted();
        if (sorted.length == 0) {
            return "";
        }
        return String.format(
                Locale.ROOT,
                " p50=%d p99=%d p999=%d max=%d",
                quantile(sorted, 0.5),
                quantile(sorted, 0.99),
                quantile(sorted, 0.999),
                sorted[sorted.length - 1]);
    }

    private static long quantile(long[] sorted, double quantile) {
        return sorted[(int) Math.min(sorted.length - 1, Math.ceil(quantile * sorted.length) - 1)];
    }
}

package dev.archon.benchmarks.sender;

import com.sun.management.OperatingSystemMXBean;
import dev.archon.benchmarks.workload.Block;
import dev.archon.benchmarks.workload.Order;
import dev.archon.benchmarks.workload.Sum;
import dev.archon.benchmarks.workload.Unit;
import dev.archon.benchmarks.workload.Workload;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** All connections of one contender in one round. Begins when the last of them is there. */
final class Run {

    private static final long END_LIMIT_NANOS = TimeUnit.SECONDS.toNanos(20);
    private static final OperatingSystemMXBean SYSTEM =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    private static final Map<Workload, Block> PLAIN = new ConcurrentHashMap<>();
    private static final Map<Workload, Block> DEFLATED = new ConcurrentHashMap<>();

    private final Order order;
    private final List<Link> links = new ArrayList<>();

    Run(Order order) {
        this.order = order;
    }

    /** Encodes what will be sent, which may take a second the first time. */
    void prepare(boolean deflated) {
        block(deflated);
    }

    /** Whether that was the last one. */
    synchronized boolean join(Link link) {
        links.add(link);
        return links.size() == order.connections();
    }

    /** Sends what was ordered, ends the connections, and says what was sent. */
    synchronized String send() {
        long before = System.nanoTime();
        long cpuBefore = cpuNanos();
        try {
            switch (order.mode()) {
                case FLOOD -> {
                    Link link = links.get(0);
                    Sending.flood(link, block(compressed(link)), order.millis());
                }
                case LATENCY -> Sending.latency(links.get(0), order.millis());
                case SWARM -> Sending.swarm(links, order);
                case IDLE -> Sending.idle(links, order);
            }
            double cores = (cpuNanos() - cpuBefore) / (double) (System.nanoTime() - before);
            for (Link link : links) {
                link.sendClose();
            }
            long limit = System.nanoTime() + END_LIMIT_NANOS;
            for (Link link : links) {
                link.awaitEnd((int) TimeUnit.NANOSECONDS.toMillis(limit - System.nanoTime()));
            }
            return report(cores);
        } catch (IOException e) {
            return "broken run=" + order.run() + " reason=" + e.toString().replace(' ', '_');
        } finally {
            close();
        }
    }

    private boolean compressed(Link link) {
        return order.workload() == Workload.DEFLATE && link.deflated();
    }

    private Block block(boolean deflated) {
        return deflated
                ? DEFLATED.computeIfAbsent(order.workload(), workload -> Block.deflated(workload.events()))
                : PLAIN.computeIfAbsent(order.workload(), workload -> Block.of(workload.events()));
    }

    private String report(double cores) {
        StringBuilder text = new StringBuilder("sent run=" + order.run());
        text.append(String.format(Locale.ROOT, " cores=%.2f", cores));
        text.append(" deflated=").append(compressed(links.get(0)));
        for (Unit unit : Unit.values()) {
            long events = 0;
            long checksum = 0;
            for (Link link : links) {
                Sum sum = link.sum(unit);
                events += sum.events();
                checksum += sum.checksum();
            }
            text.append(" %s_EVENTS=%d %s=%d".formatted(unit, events, unit, checksum));
        }
        return text.toString();
    }

    private static long cpuNanos() {
        return SYSTEM.getProcessCpuTime();
    }

    private void close() {
        for (Link link : links) {
            try {
                link.close();
            } catch (IOException e) {
                System.err.println("a connection could not be closed: " + e);
            }
        }
    }
}

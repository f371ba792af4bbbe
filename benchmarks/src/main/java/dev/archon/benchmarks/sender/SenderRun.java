package dev.archon.benchmarks.sender;

import com.sun.management.OperatingSystemMXBean;
import dev.archon.benchmarks.workload.Checksum;
import dev.archon.benchmarks.workload.CountingUnit;
import dev.archon.benchmarks.workload.FrameBlock;
import dev.archon.benchmarks.workload.RunRequest;
import dev.archon.benchmarks.workload.Workload;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** All connections of one contender in one round. Sending starts when the last one is open. */
final class SenderRun {

    private static final long END_LIMIT_NANOS = TimeUnit.SECONDS.toNanos(20);
    private static final OperatingSystemMXBean SYSTEM =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    private static final Map<Workload, FrameBlock> PLAIN = new ConcurrentHashMap<>();
    private static final Map<Workload, FrameBlock> DEFLATED = new ConcurrentHashMap<>();

    private final RunRequest request;
    private final List<SenderConnection> connections = new ArrayList<>();

    SenderRun(RunRequest request) {
        this.request = request;
    }

    /** Encodes what will be sent, which may take a second the first time. */
    void prepare(boolean deflated) {
        block(deflated);
    }

    /** Adds a connection. Returns whether it is the last one of the run. */
    synchronized boolean join(SenderConnection connection) {
        connections.add(connection);
        return connections.size() == request.connections();
    }

    /** Sends what was requested, closes the connections, and reports what was sent. */
    synchronized String send() {
        long before = System.nanoTime();
        long cpuBefore = cpuNanos();
        try {
            switch (request.mode()) {
                case FLOOD -> {
                    SenderConnection connection = connections.get(0);
                    SendLoops.flood(connection, block(compressed(connection)), request.millis());
                }
                case LATENCY -> SendLoops.latency(connections.get(0), request);
                case SWARM -> SendLoops.swarm(connections, request);
                case IDLE -> SendLoops.idle(connections, request);
            }
            double cores = (cpuNanos() - cpuBefore) / (double) (System.nanoTime() - before);
            for (SenderConnection connection : connections) {
                connection.sendClose();
            }
            long limit = System.nanoTime() + END_LIMIT_NANOS;
            for (SenderConnection connection : connections) {
                connection.awaitEnd((int) TimeUnit.NANOSECONDS.toMillis(limit - System.nanoTime()));
            }
            return report(cores);
        } catch (IOException e) {
            return "broken run=" + request.run() + " reason=" + e.toString().replace(' ', '_');
        } finally {
            close();
        }
    }

    private boolean compressed(SenderConnection connection) {
        return request.workload() == Workload.DEFLATE && connection.deflated();
    }

    private FrameBlock block(boolean deflated) {
        return deflated
                ? DEFLATED.computeIfAbsent(request.workload(), workload -> FrameBlock.deflated(workload.events()))
                : PLAIN.computeIfAbsent(request.workload(), workload -> FrameBlock.of(workload.events()));
    }

    private String report(double cores) {
        StringBuilder text = new StringBuilder("sent run=" + request.run());
        text.append(String.format(Locale.ROOT, " cores=%.2f", cores));
        text.append(" deflated=").append(compressed(connections.get(0)));
        for (CountingUnit unit : CountingUnit.values()) {
            long events = 0;
            long checksum = 0;
            for (SenderConnection connection : connections) {
                Checksum sum = connection.sum(unit);
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
        for (SenderConnection connection : connections) {
            try {
                connection.close();
            } catch (IOException e) {
                System.err.println("a connection could not be closed: " + e);
            }
        }
    }
}

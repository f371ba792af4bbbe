package dev.archon.benchmarks.jmh;

import dev.archon.benchmarks.workload.Workload;
import dev.archon.client.internal.console.Continuity;
import dev.archon.protocol.event.ArchonEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What console continuity costs for each message of the console. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(3)
public class ContinuityBenchmark {

    private static final int EVENTS = 16_384;
    private static final int BATCH = 512;
    private static final int HISTORY = 2_048;
    private static final int REMEMBERED = 2_048;
    private static final long MOST_BYTES = 64 << 20;
    private static final int BYTES_AN_EVENT = 134;

    /** Which messages. */
    @Param({"LOG", "LOG4J"})
    public Workload workload = Workload.LOG4J;

    private final Instant now = Instant.parse("2026-11-01T12:00:00Z");
    private final List<List<ArchonEvent>> batches = new ArrayList<>();
    private Continuity continuity = new Continuity(REMEMBERED, MOST_BYTES);

    /** Makes the events, and shows the last ones to the object that is measured. */
    @Setup
    public void makeEvents() {
        List<ArchonEvent> events = workload.events();
        batches.clear();
        for (int from = 0; from < EVENTS; from += BATCH) {
            batches.add(List.copyOf(events.subList(from, from + BATCH)));
        }
        continuity = new Continuity(REMEMBERED, MOST_BYTES);
        continuity.connected(now);
        live();
    }

    /** A message while nothing is replayed. */
    @Benchmark
    @OperationsPerInvocation(EVENTS)
    public int live() {
        int passed = 0;
        for (List<ArchonEvent> batch : batches) {
            passed += receive(batch);
        }
        return passed;
    }

    /** A message of a history that is replayed on a new connection and brings nothing new. */
    @Benchmark
    @OperationsPerInvocation(HISTORY)
    public int replay() {
        continuity.connected(now);
        int passed = 0;
        for (List<ArchonEvent> batch : batches.subList(batches.size() - HISTORY / BATCH, batches.size())) {
            passed += receive(batch);
        }
        return passed + continuity.end(now).events().size();
    }

    private int receive(List<ArchonEvent> batch) {
        return continuity
                .receive(batch, (long) BYTES_AN_EVENT * batch.size(), now)
                .events()
                .size();
    }
}
